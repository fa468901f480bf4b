import { fail, invalid, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import type { Played } from './play';
import { practisedKinds, type PractisedKind } from './script';
import type { Steering } from './step';

/** What is asked of a practice thread, before it was read. */
export interface SteeringAsk {
  readonly kind: string;
  readonly post: string | null;
  readonly text: string | null;
  readonly minutes: number | null;
  /** When it ends by itself: minutes of the story from now. */
  readonly endsInMinutes: number | null;
  readonly helpline: string | null;
  readonly reason: string;
}

export const reasonLimit = 1000;
const longestSlowMinutes = 1440;
const longestEndMinutes = 60 * 24 * 30;
const minute = 60_000;

/** How each kind is asked: its words and their limit, whether it is about a post, and whether a closed thread takes it. */
const rules: Readonly<
  Record<PractisedKind, { readonly words: number | null; readonly post?: true; readonly open?: true }>
> = {
  GUIDE_NOTE: { words: 5000 },
  REFRAME_PROMPT: { words: 200, open: true },
  CONTENT_NOTE: { words: 60, post: true },
  RELEASE_POST: { words: null, post: true },
  OFFER_REFERRAL: { words: 2000 },
  SLOW_MODE: { words: null, open: true },
  HOLD_REPLIES: { words: null, open: true },
  PAUSE_THREAD: { words: 2000, open: true },
  HIDE_POST: { words: 2000, post: true },
  CLOSE_THREAD: { words: 2000, open: true },
  OPEN_ASIDE: { words: 2000, post: true },
};

const isPractised = (kind: string): kind is PractisedKind => practisedKinds.some((one) => one === kind);

/** Reads a step that steers: its words, its bounds, and whether the thread is still as it must be for it. */
export function readSteering(ask: SteeringAsk, played: Played, now: number): Result<Steering, Problem> {
  const { kind } = ask;
  if (!isPractised(kind)) return fail(invalid('kind', 'unknown'));
  const rule = rules[kind];
  const reason = readText(ask.reason, { field: 'reason', limit: reasonLimit });
  if (!reason.ok) return reason;
  const text = rule.words === null ? null : readText(ask.text ?? '', { field: 'text', limit: rule.words });
  if (text && !text.ok) return text;
  if (kind === 'SLOW_MODE' && !isWithin(ask.minutes, longestSlowMinutes))
    return fail(invalid('minutes', 'out_of_range', { least: 1, most: longestSlowMinutes }));
  if (kind === 'PAUSE_THREAD' && ask.endsInMinutes === null) return fail(invalid('endsInMinutes', 'empty'));
  if (ask.endsInMinutes !== null && !isWithin(ask.endsInMinutes, longestEndMinutes))
    return fail(invalid('endsInMinutes', 'out_of_range', { least: 1, most: longestEndMinutes }));
  const post = played.posts.find(({ key }) => key === ask.post);
  const isMissing = post === undefined || post.by === null;
  if ((rule.post || ask.post !== null) && isMissing) return fail(invalid('post', 'not_in_thread'));
  if (rule.open && played.isClosed) return fail(problem('STALE'));
  if (kind === 'RELEASE_POST' && post?.state !== 'HELD') return fail(problem('STALE'));
  if (kind === 'HIDE_POST' && post?.state === 'HIDDEN') return fail(problem('STALE'));
  if (kind === 'CONTENT_NOTE' && post?.state !== 'VISIBLE') return fail(problem('STALE'));
  return ok({
    kind,
    post: post?.key ?? null,
    text: text?.value ?? null,
    minutes: kind === 'SLOW_MODE' ? ask.minutes : null,
    endsAt: ask.endsInMinutes === null ? null : now + ask.endsInMinutes * minute,
    helpline: kind === 'OFFER_REFERRAL' ? ask.helpline : null,
    reason: reason.value,
  });
}

function isWithin(value: number | null, most: number): boolean {
  return value !== null && value >= 1 && value <= most;
}

/** What cannot be unsaid: words that somebody has read, and a post that people have seen. */
export const cannotBeUndone: readonly PractisedKind[] = ['OPEN_ASIDE', 'RELEASE_POST'];
