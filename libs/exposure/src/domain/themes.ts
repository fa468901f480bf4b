import type { Category } from '@kring/safety';

/** What weighs on who reads it, as a professional would name it. */
export const themes = ['SUICIDE', 'SELF_HARM', 'EATING', 'ABUSE', 'VIOLENCE', 'SUBSTANCE'] as const;
export type Theme = (typeof themes)[number];

/** Null: no theme that somebody would want to be spared. */
const themeOf: Record<Category, Theme | null> = {
  suicidal_intent: 'SUICIDE',
  suicidal_ideation: 'SUICIDE',
  goodbye: 'SUICIDE',
  pact: 'SUICIDE',
  hopelessness: 'SUICIDE',
  self_harm: 'SELF_HARM',
  method_or_numbers: 'SELF_HARM',
  encouragement: 'SELF_HARM',
  glorification: 'SELF_HARM',
  eating_disorder: 'EATING',
  competition: 'EATING',
  abuse_disclosure: 'ABUSE',
  sextortion: 'ABUSE',
  solicitation: 'ABUSE',
  secrecy: 'ABUSE',
  violence: 'VIOLENCE',
  harassment: 'VIOLENCE',
  third_party_risk: 'VIOLENCE',
  substance: 'SUBSTANCE',
  personal_data: null,
  burdened_helper: null,
  support: null,
  recovery: null,
  help_seeking: null,
};

/** The theme of what a signal is about; null when nobody would want to be spared it, or it is not known. */
export function themeOfCategory(category: string | null): Theme | null {
  return category !== null && Object.hasOwn(themeOf, category) ? themeOf[category as Category] : null;
}
