import { fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { contentNotesLimit, longestEndDays, longestPauseDays } from './limits';

/** Everything a moderator can do to steer. The words are those of the schema. */
export const interventionKinds = [
  'GUIDE_NOTE',
  'REFRAME_PROMPT',
  'CONTENT_NOTE',
  'SLOW_MODE',
  'HOLD_REPLIES',
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

/** What moderators set on a thread, as the library that keeps threads knows it. */
export interface ThreadSettings {
  readonly slowModeMinutes: number | null;
  readonly slowModeEndsAt: Date | null;
  readonly holdReplies: boolean;
  readonly holdRepliesEndsAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly closedAt: Date | null;
  readonly explanation: string | null;
}

const nothingSet: ThreadSettings = {
  slowModeMinutes: null,
  slowModeEndsAt: null,
  holdReplies: false,
  holdRepliesEndsAt: null,
  pausedUntil: null,
  closedAt: null,
  explanation: null,
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

/** An intervention that is asked for. */
export interface InterventionAsk extends InterventionWords {
  readonly kind: InterventionKind;
  readonly afterPostId: Id | null;
  readonly minutes: number | null;
  readonly endsAt: Date | null;
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
}

/** What is asked of the library that keeps threads and posts. */
export type Deed =
  | { readonly do: 'SET'; readonly change: Partial<ThreadSettings> }
  | { readonly do: 'PIN'; readonly text: string; readonly afterPostId: Id | null }
  | { readonly do: 'MOVE'; readonly to: 'VISIBLE' | 'HELD' | 'RETURNED' | 'HIDDEN'; readonly message: string | null }
  | { readonly do: 'NOTES'; readonly notes: readonly string[] };

/** Settings that stand on a thread: interventions that were not undone, newest first. */
type Standing = readonly DoneIntervention[];

/**
 * One kind of intervention: what it is about, which words it needs, how it ends, what it does, and how it is taken back.
 * Adding a kind is adding a row.
 */
export interface InterventionRule {
  readonly on: 'THREAD' | 'POST';
  /** The input that carries each word it cannot do without. */
  readonly words: Readonly<Partial<Record<keyof InterventionWords, string>>>;
  readonly takesMinutes: boolean;
  /** The input that says when it ends; `must`: it cannot stand for ever. */
  readonly end: { readonly field: string; readonly must: boolean; readonly days: number } | null;
  /** Whether it still means something on a thread that is closed. */
  readonly whenClosed: boolean;
  /** What it sets on the thread for as long as it stands. */
  readonly sets:
    ((one: Pick<DoneIntervention, 'at' | 'minutes' | 'endsAt' | 'messageToMembers'>) => Partial<ThreadSettings>) | null;
  /** What it does to one post (the guide note makes its own). Refused when the post is no longer as it must be. */
  readonly act: ((ask: InterventionAsk, post: SteeredPost | null) => Result<Deed, Problem>) | null;
  /** The other way round, for what it did to a post; null: nothing is left to take back. */
  readonly takeBack: ((done: DoneIntervention, post: SteeredPost) => Result<Deed | null, Problem>) | null;
}

const stale = fail(problem('STALE'));

const setting = {
  on: 'THREAD',
  words: {},
  takesMinutes: false,
  end: null,
  whenClosed: false,
  act: null,
  takeBack: null,
} as const satisfies Partial<InterventionRule>;
const onPost = {
  on: 'POST',
  words: {},
  takesMinutes: false,
  end: null,
  whenClosed: true,
  sets: null,
} as const satisfies Partial<InterventionRule>;
const mayEnd = { field: 'endsAt', must: false, days: longestEndDays } as const;

function move(from: readonly SteeredPost['state'][], to: 'VISIBLE' | 'HIDDEN'): NonNullable<InterventionRule['act']> {
  return (ask, post) =>
    post && from.includes(post.state) ? ok({ do: 'MOVE', to, message: ask.messageToAuthor }) : stale;
}

/** Puts a post back where it was, if it is still where the intervention put it. */
function moveBack(from: SteeredPost['state']): NonNullable<InterventionRule['takeBack']> {
  return (done, post) => {
    if (post.state !== from) return stale;
    const before = done.postStateBefore ?? 'HELD';
    // What its author had back is not theirs to change any more: it waits for somebody to look again.
    const to = before === 'RETURNED' && from === 'HIDDEN' ? 'HELD' : before;
    return to === 'DELETED' ? stale : ok({ do: 'MOVE', to, message: null });
  };
}

export const interventions = {
  GUIDE_NOTE: {
    on: 'THREAD',
    words: { text: 'text' },
    takesMinutes: false,
    end: null,
    whenClosed: true,
    sets: null,
    act: (ask) => ok({ do: 'PIN', text: ask.text ?? '', afterPostId: ask.afterPostId }),
    takeBack: (_, note) => ok(note.state === 'VISIBLE' ? { do: 'MOVE', to: 'HIDDEN', message: null } : null),
  },
  CONTENT_NOTE: {
    ...onPost,
    words: { messageToMembers: 'note' },
    act: (ask, post) => {
      const note = ask.messageToMembers ?? '';
      if (!post || post.state === 'DELETED' || post.contentNotes.includes(note)) return stale;
      if (post.contentNotes.length >= contentNotesLimit)
        return fail(invalid('note', 'too_many', { most: contentNotesLimit }));
      return ok({ do: 'NOTES', notes: [...post.contentNotes, note] });
    },
    takeBack: (done, post) => {
      if (post.state === 'DELETED') return stale;
      return ok({ do: 'NOTES', notes: post.contentNotes.filter((note) => note !== done.messageToMembers) });
    },
  },
  SLOW_MODE: {
    ...setting,
    takesMinutes: true,
    end: mayEnd,
    sets: (one) => ({ slowModeMinutes: one.minutes, slowModeEndsAt: one.endsAt }),
  },
  HOLD_REPLIES: { ...setting, end: mayEnd, sets: (one) => ({ holdReplies: true, holdRepliesEndsAt: one.endsAt }) },
  PAUSE_THREAD: {
    ...setting,
    words: { messageToMembers: 'messageToMembers' },
    end: { field: 'reopensAt', must: true, days: longestPauseDays },
    sets: (one) => ({ pausedUntil: one.endsAt, explanation: one.messageToMembers }),
  },
  CLOSE_THREAD: {
    ...setting,
    words: { messageToMembers: 'messageToMembers' },
    sets: (one) => ({ closedAt: one.at, explanation: one.messageToMembers }),
  },
  HIDE_POST: {
    ...onPost,
    words: { messageToAuthor: 'messageToAuthor' },
    act: move(['VISIBLE', 'HELD', 'RETURNED'], 'HIDDEN'),
    takeBack: moveBack('HIDDEN'),
  },
  RELEASE_POST: { ...onPost, act: move(['HELD', 'RETURNED', 'HIDDEN'], 'VISIBLE'), takeBack: moveBack('VISIBLE') },
} as const satisfies Partial<Record<InterventionKind, InterventionRule>>;

export type SteeringKind = keyof typeof interventions;

/** The row of a kind; null for kinds that cannot be done yet. */
export function ruleOf(kind: InterventionKind): InterventionRule | null {
  return Object.hasOwn(interventions, kind) ? interventions[kind as SteeringKind] : null;
}

/** What an intervention sets on its thread, by kind. */
export function settingsFrom(
  one: Pick<DoneIntervention, 'kind' | 'at' | 'minutes' | 'endsAt' | 'messageToMembers'>,
): Partial<ThreadSettings> {
  return ruleOf(one.kind)?.sets?.(one) ?? {};
}

/**
 * What a thread's settings become when `undone` is taken back: each setting falls to the newest other intervention that
 * still stands, so that a newer one is left alone and an older one counts again.
 */
export function settingsWithout(undone: DoneIntervention, standing: Standing): Partial<ThreadSettings> {
  const others = standing.filter((one) => one.id !== undone.id).map(settingsFrom);
  const names = Object.keys(settingsFrom(undone)) as (keyof ThreadSettings)[];
  return Object.fromEntries(
    names.map((name) => {
      const newest = others.find((settings) => name in settings);
      return [name, newest ? newest[name] : nothingSet[name]];
    }),
  );
}

/** The newest standing intervention of that kind when it says the very same; asking twice does it once. */
export function alreadySaid<One extends DoneIntervention & { readonly staffId: Id; readonly reason: string }>(
  ask: InterventionAsk & { readonly staffId: Id; readonly reason: string },
  standing: readonly One[],
  now: Date,
): One | null {
  if (!ruleOf(ask.kind)?.sets) return null;
  const newest = standing.find((one) => one.kind === ask.kind);
  if (!newest || isOver(newest, now)) return null;
  const same =
    newest.staffId === ask.staffId &&
    newest.reason === ask.reason &&
    newest.minutes === ask.minutes &&
    newest.messageToMembers === ask.messageToMembers &&
    newest.endsAt?.getTime() === ask.endsAt?.getTime();
  return same ? newest : null;
}

export function isOver(one: Pick<DoneIntervention, 'endsAt'>, now: Date): boolean {
  return one.endsAt !== null && one.endsAt <= now;
}

/** Whether taking it back means anything: once, and not when it has ended by itself. */
export function isUndoable(
  one: Pick<DoneIntervention, 'kind' | 'endsAt'> & { readonly undoneAt: Date | null },
  now: Date,
): boolean {
  return ruleOf(one.kind) !== null && one.undoneAt === null && !isOver(one, now);
}
