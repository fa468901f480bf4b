import type { Severity } from './severity';

/** Languages with a rule pack. */
export type Language = 'nl' | 'fr' | 'en';
export const languages: readonly Language[] = ['nl', 'fr', 'en'];

/** What a signal is about. */
export const categories = [
  'suicidal_intent',
  'suicidal_ideation',
  'self_harm',
  'eating_disorder',
  'method_or_numbers',
  'encouragement',
  'competition',
  'glorification',
  'pact',
  'hopelessness',
  'abuse_disclosure',
  'violence',
  'harassment',
  'solicitation',
  'sextortion',
  'personal_data',
  'secrecy',
  'substance',
  'burdened_helper',
  'third_party_risk',
  'goodbye',
  'support',
  'recovery',
  'help_seeking',
] as const;
export type Category = (typeof categories)[number];

/** Good news or neutral: nobody is called for it, and it holds nothing. */
export const goodNews: readonly Category[] = ['support', 'recovery', 'help_seeking'];

/** What somebody says of their own or another's distress: it is never a reason by itself that others may not see it. */
export const distress: readonly Category[] = [
  ...['suicidal_ideation', 'self_harm', 'eating_disorder', 'hopelessness', 'abuse_disclosure', 'sextortion'],
  ...['substance', 'burdened_helper', 'third_party_risk', 'support', 'recovery', 'help_seeking'],
] as const satisfies readonly Category[];

/** A stretch of the original text, in UTF-16 code units: `start` included, `end` not. Never splits a surrogate pair. */
export interface Passage {
  start: number;
  end: number;
}

/** One rule that pointed at something. `severity` is what remains after negation, past, quotation and the like. */
export interface Signal {
  category: Category;
  severity: Severity;
  rule: string;
  passages: Passage[];
}

/**
 * What reading one post gave.
 * `hold`: nobody should see it before a moderator. `checked` is false when it could not be read: then a person must look.
 */
export interface Assessment {
  severity: Severity;
  hold: boolean;
  checked: boolean;
  signals: Signal[];
}

/** Themes that make a group stricter about one kind of talk. */
export type GroupTheme = 'EATING';

/**
 * What a group chose. `suicideTalk` (default `ALLOW_WITHOUT_METHOD`): with `HOLD`, any talk of one's own suicide waits.
 * `holdGoodbyes` (default true): a stated plan or a goodbye waits until a moderator has read it.
 */
export interface GroupSafetySettings {
  suicideTalk?: 'HOLD' | 'ALLOW_WITHOUT_METHOD';
  holdGoodbyes?: boolean;
  /** What no pack can read counts as unchecked, so that a person looks; with `SHOW` it does not. */
  otherLanguages?: 'REVIEW' | 'SHOW';
  themes?: GroupTheme[];
}

export function isCategory(value: unknown): value is Category {
  return typeof value === 'string' && (categories as readonly string[]).includes(value);
}

export function isLanguage(value: unknown): value is Language {
  return value === 'nl' || value === 'fr' || value === 'en';
}
