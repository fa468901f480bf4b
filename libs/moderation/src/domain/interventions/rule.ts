import { fail, type Id, problem, type Problem, type Result } from '@kring/kernel';
import { longestEndDays } from '../limits';

/** Everything a moderator can do to steer. The words are those of the schema. */
export const interventionKinds = [
  'GUIDE_NOTE',
  'REFRAME_PROMPT',
  'CONTENT_NOTE',
  'SLOW_MODE',
  'HOLD_REPLIES',
  'QUIET_HOURS',
  'PAUSE_THREAD',
  'HIDE_POST',
  'RELEASE_POST',
  'MOVE_POSTS',
  'CLOSE_THREAD',
  'OPEN_ASIDE',
  'OFFER_REFERRAL',
  'HOLD_MEMBER',
  'PAUSE_MEMBER',
  'REMOVE_MEMBER',
  'SPOTLIGHT',
] as const;
export type InterventionKind = (typeof interventionKinds)[number];

/** The same hours of each day, in minutes since local midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

/** A question in the three languages of the service. */
export interface PromptWords {
  readonly nl: string;
  readonly fr: string;
  readonly en: string;
}

/** What moderators set on a thread, as the library that keeps threads knows it. */
export interface ThreadSettings {
  readonly slowModeMinutes: number | null;
  readonly slowModeEndsAt: Date | null;
  readonly slowModeFor: 'EVERYONE' | 'HEAVIEST_POSTERS';
  readonly slowModeSparesOpener: boolean;
  readonly holdReplies: boolean;
  readonly holdRepliesEndsAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly closedAt: Date | null;
  readonly explanation: string | null;
  readonly quietHours: QuietHours | null;
  readonly quietEndsAt: Date | null;
  readonly quietExplanation: string | null;
  readonly prompt: PromptWords | null;
  readonly promptEndsAt: Date | null;
}

export const nothingSet: ThreadSettings = {
  slowModeMinutes: null,
  slowModeEndsAt: null,
  slowModeFor: 'EVERYONE',
  slowModeSparesOpener: false,
  holdReplies: false,
  holdRepliesEndsAt: null,
  pausedUntil: null,
  closedAt: null,
  explanation: null,
  quietHours: null,
  quietEndsAt: null,
  quietExplanation: null,
  prompt: null,
  promptEndsAt: null,
};

/** What moderators set on one member, as the library that keeps memberships knows it. */
export interface MemberSettings {
  readonly holdsPosts: boolean;
  readonly holdsPostsUntil: Date | null;
  readonly holdMessage: string | null;
  readonly pausedUntil: Date | null;
  readonly returnPlan: string | null;
}

export const nothingSetOnMember: MemberSettings = {
  holdsPosts: false,
  holdsPostsUntil: null,
  holdMessage: null,
  pausedUntil: null,
  returnPlan: null,
};

/** A post as an intervention meets it. */
export interface SteeredPost {
  readonly state: 'VISIBLE' | 'HELD' | 'RETURNED' | 'HIDDEN' | 'DELETED';
  readonly contentNotes: readonly string[];
}

/** The words of an intervention, read and within their limits; null where a kind has none. */
export interface InterventionWords {
  readonly text: string | null;
  readonly messageToMembers: string | null;
  readonly messageToAuthor: string | null;
}

/** What a kind asks for beyond words, minutes and an end; kept with the intervention as it was asked. */
export interface Terms {
  readonly slowModeFor?: 'EVERYONE' | 'HEAVIEST_POSTERS';
  readonly sparesOpener?: boolean;
  readonly quietHours?: QuietHours;
  readonly promptId?: Id;
  readonly prompt?: PromptWords;
  readonly postIds?: readonly Id[];
  readonly helpline?: string;
  /** What was made by it, to take back. */
  readonly spotlightId?: Id;
  readonly offerId?: Id;
}

/** The same as somebody sends it, before it was read. */
export interface TermsInput extends Omit<Terms, 'quietHours'> {
  /** Times of the day, as `22:30`. */
  readonly from?: string;
  readonly to?: string;
  /** Of the organisation; the use case knows it. */
  readonly timeZone?: string;
}

/** An intervention that is asked for. */
export interface InterventionAsk extends InterventionWords {
  readonly kind: InterventionKind;
  readonly afterPostId: Id | null;
  readonly minutes: number | null;
  readonly endsAt: Date | null;
  readonly terms: Terms;
}

/** An intervention that was done, as far as taking it back needs it. */
export interface DoneIntervention {
  readonly id: Id;
  readonly kind: InterventionKind;
  readonly at: Date;
  readonly minutes: number | null;
  readonly endsAt: Date | null;
  readonly messageToMembers: string | null;
  readonly postStateBefore: SteeredPost['state'] | null;
  readonly terms: Terms;
  /** The thread that came out of this one by it. */
  readonly newThreadId: Id | null;
}

/** What an intervention sets is told by these parts of it. */
export type Setting = Pick<DoneIntervention, 'at' | 'minutes' | 'endsAt' | 'messageToMembers' | 'terms'>;

/** What is asked of the libraries that keep threads, posts and memberships. */
export type Deed =
  | { readonly do: 'SET'; readonly change: Partial<ThreadSettings> }
  | { readonly do: 'PIN'; readonly text: string; readonly afterPostId: Id | null }
  | { readonly do: 'MOVE'; readonly to: 'VISIBLE' | 'HELD' | 'RETURNED' | 'HIDDEN'; readonly message: string | null }
  | { readonly do: 'NOTES'; readonly notes: readonly string[] }
  | { readonly do: 'SPLIT'; readonly title: string; readonly postIds: readonly Id[] }
  | { readonly do: 'JOIN'; readonly threadId: Id; readonly postIds: readonly Id[] }
  | { readonly do: 'MEASURE'; readonly change: Partial<MemberSettings> }
  | { readonly do: 'REMOVE'; readonly message: string }
  | { readonly do: 'READMIT' }
  | { readonly do: 'ASK_SPOTLIGHT'; readonly message: string }
  | { readonly do: 'WITHDRAW_SPOTLIGHT'; readonly id: Id }
  | { readonly do: 'OFFER'; readonly helpline: string; readonly message: string; readonly endsAt: Date | null }
  | { readonly do: 'WITHDRAW_OFFER'; readonly id: Id };

/** One kind of intervention: what it is about, which words it needs, how it ends, what it does, and how it is taken back. */
export interface InterventionRule {
  /** For MEMBER a post says which one: its author. */
  readonly on: 'THREAD' | 'POST' | 'MEMBER' | 'THREAD_OR_MEMBER';
  readonly needsSupervisor?: true;
  /** The input that carries each word it cannot do without. */
  readonly words: Readonly<Partial<Record<keyof InterventionWords, string>>>;
  readonly takesMinutes: boolean;
  /** Reads what it asks for beyond that. */
  readonly terms: ((input: TermsInput) => Result<Terms, Problem>) | null;
  /** The input that says when it ends; `must`: it cannot stand for ever. */
  readonly end: { readonly field: string; readonly must: boolean; readonly days: number } | null;
  /** Whether it still means something on a thread that is closed. */
  readonly whenClosed: boolean;
  /** What it sets on the thread for as long as it stands. */
  readonly sets: ((one: Setting) => Partial<ThreadSettings>) | null;
  /** What it sets on the member for as long as it stands. */
  readonly setsMember?: (one: Setting) => Partial<MemberSettings>;
  /** What it does to one post (the guide note makes its own). Refused when the post is no longer as it must be. */
  readonly act: ((ask: InterventionAsk, post: SteeredPost | null) => Result<Deed, Problem>) | null;
  /** What puts it right when another person who was asked to look decides otherwise; where that is not simply taking it back. */
  readonly onSecondLook?: Deed;
  /** The other way round, for what it did to a post; null: nothing is left to take back. */
  readonly takeBack: ((done: DoneIntervention, post: SteeredPost | null) => Result<Deed | null, Problem>) | null;
}

export const stale = fail(problem('STALE'));

/** A kind that sets something on the thread until it ends or is taken back. */
export const setting = {
  on: 'THREAD',
  words: {},
  takesMinutes: false,
  terms: null,
  end: null,
  whenClosed: false,
  act: null,
  takeBack: null,
} as const satisfies Partial<InterventionRule>;

/** A kind that does something to one post. */
export const onPost = {
  on: 'POST',
  words: {},
  takesMinutes: false,
  terms: null,
  end: null,
  whenClosed: true,
  sets: null,
} as const satisfies Partial<InterventionRule>;

export const mayEnd = { field: 'endsAt', must: false, days: longestEndDays } as const;
