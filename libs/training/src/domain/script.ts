import type { Language } from '@kring/safety';

/** The same words in the three languages of the service. */
export type Words = Readonly<Record<Language, string>>;

/** What a trainee can do to steer a practice thread: the steps of the desk that need nobody real. */
export const practisedKinds = [
  'GUIDE_NOTE',
  'REFRAME_PROMPT',
  'CONTENT_NOTE',
  'RELEASE_POST',
  'OFFER_REFERRAL',
  'SLOW_MODE',
  'HOLD_REPLIES',
  'PAUSE_THREAD',
  'HIDE_POST',
  'CLOSE_THREAD',
  'OPEN_ASIDE',
] as const;
export type PractisedKind = (typeof practisedKinds)[number];

/** Somebody in a practice thread. Nobody of them exists. */
export interface ScriptMember {
  readonly key: string;
  readonly nickname: string;
  /** `drawing:dye`, as members have them. */
  readonly avatar: string;
  /** What a moderator could know of them from before. */
  readonly about: Words;
}

/** Something that a trainee may do, and from which the thread goes another way. */
export interface ScriptTurn {
  readonly key: string;
  /** Any one of these steps, while it stands. */
  readonly anyOf: readonly PractisedKind[];
  /** In minutes of the story: not before, and not after. */
  readonly from?: number;
  readonly by?: number;
  /** The event that the step is about; a step about another one does not count. */
  readonly about?: string;
  /** The same of somebody: a step about a post of theirs. */
  readonly with?: string;
  /** What this changed, told when the run is looked back on. */
  readonly told: Words;
}

/** Something that happens: a post in the thread, words to the trainee alone (`APART`), or what is heard from elsewhere (`NEWS`). */
export interface ScriptEvent {
  readonly key: string;
  readonly kind: 'POST' | 'APART' | 'NEWS';
  /** Since the story began, or, with `after`, since that turn was taken. */
  readonly minute: number;
  readonly after?: string;
  /** Who says it; nobody for news. */
  readonly by?: string;
  readonly text: Words;
  /** Turns that must all have been taken when it would happen, and turns none of which may have been. */
  readonly needs?: readonly string[];
  readonly not?: readonly string[];
  /** How soon a trainee sees this is measured. */
  readonly matters?: boolean;
  /** What an experienced moderator would look at here. */
  readonly guidance?: Words;
}

/** A practice thread: written by people, read by `libs/safety` as any thread. */
export interface PracticeScript {
  readonly key: string;
  /** How long the story lasts, in minutes. */
  readonly minutes: number;
  readonly title: Words;
  /** What it is about, before it begins; it gives nothing away. */
  readonly about: Words;
  /** What to take from it, afterwards. */
  readonly afterwards: Words;
  readonly members: readonly ScriptMember[];
  readonly turns: readonly ScriptTurn[];
  readonly events: readonly ScriptEvent[];
}
