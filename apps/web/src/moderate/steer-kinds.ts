import type { MessageId } from '../language/catalogue';
import type { IconName } from '../parts/icon';

/** What a moderator can do on the desk, gentlest first. */
export const steerKinds = [
  'GUIDE_NOTE',
  'CONTENT_NOTE',
  'RELEASE_POST',
  'SLOW_MODE',
  'HOLD_REPLIES',
  'PAUSE_THREAD',
  'HIDE_POST',
  'CLOSE_THREAD',
] as const;
export type SteerKind = (typeof steerKinds)[number];

/** The actions that are about one post. */
export type PostAction = Extract<SteerKind, 'CONTENT_NOTE' | 'RELEASE_POST' | 'HIDE_POST'>;

/** The actions that set something on the thread until it is taken back. */
export const standing = ['SLOW_MODE', 'HOLD_REPLIES', 'PAUSE_THREAD'] as const satisfies readonly SteerKind[];
export type StandingKind = (typeof standing)[number];

export const steerSteps = [
  { title: 'steer.soft', kinds: ['GUIDE_NOTE', 'CONTENT_NOTE', 'RELEASE_POST'] },
  { title: 'steer.slowing', kinds: ['SLOW_MODE', 'HOLD_REPLIES', 'PAUSE_THREAD'] },
  { title: 'steer.firm', kinds: ['HIDE_POST', 'CLOSE_THREAD'] },
] as const satisfies readonly { title: MessageId; kinds: readonly SteerKind[] }[];

export const steerIcon: Record<SteerKind, IconName> = {
  GUIDE_NOTE: 'note',
  CONTENT_NOTE: 'eye',
  RELEASE_POST: 'check',
  SLOW_MODE: 'slow',
  HOLD_REPLIES: 'clock',
  PAUSE_THREAD: 'pause',
  HIDE_POST: 'fold',
  CLOSE_THREAD: 'lock',
};

/** The key of each action; the others have none, because they are rarely in a hurry. */
export const steerKey: Partial<Record<SteerKind, string>> = {
  GUIDE_NOTE: 'N',
  SLOW_MODE: 'S',
  HOLD_REPLIES: 'H',
  PAUSE_THREAD: 'P',
  HIDE_POST: 'X',
  RELEASE_POST: 'R',
};

/** Reasons that come back often, ready to fill in. */
export const readyReasons: Record<SteerKind, readonly MessageId[]> = {
  GUIDE_NOTE: ['steer.reasons.GUIDE_NOTE.1', 'steer.reasons.GUIDE_NOTE.2', 'steer.reasons.GUIDE_NOTE.3'],
  CONTENT_NOTE: ['steer.reasons.CONTENT_NOTE.1'],
  RELEASE_POST: ['steer.reasons.RELEASE_POST.1'],
  SLOW_MODE: ['steer.reasons.SLOW_MODE.1', 'steer.reasons.SLOW_MODE.2'],
  HOLD_REPLIES: ['steer.reasons.HOLD_REPLIES.1'],
  PAUSE_THREAD: ['steer.reasons.PAUSE_THREAD.1', 'steer.reasons.PAUSE_THREAD.2'],
  HIDE_POST: ['steer.reasons.HIDE_POST.1', 'steer.reasons.HIDE_POST.2', 'steer.reasons.HIDE_POST.3'],
  CLOSE_THREAD: ['steer.reasons.CLOSE_THREAD.1'],
};

/** What somebody filled in, for whichever action; each action reads its own part. */
export interface SteerDraft {
  /** Sent with a guide note, so that the same note sent twice is pinned once. */
  readonly clientKey: string;
  readonly text: string;
  readonly place: 'turn' | 'end';
  readonly minutes: number;
  readonly ends: EndChoice;
  /** For `ends: 'at'`: a local date and time as the browser's field gives it. */
  readonly endsAt: string;
  readonly message: string;
  readonly postId: string;
  readonly note: string;
  readonly reason: string;
  /** The place of the rule of the charter that it rests on; empty for none. */
  readonly rule: string;
}

export const endChoices = ['1', '3', 'tomorrow', 'none', 'at'] as const;
export type EndChoice = (typeof endChoices)[number];

const tomorrowAtNine = (now: Date): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);

/** The moment that an end choice means, or null for no end; undefined when no valid moment was filled in. */
export function endOf({ ends, endsAt }: Pick<SteerDraft, 'ends' | 'endsAt'>, now: Date): Date | null | undefined {
  if (ends === 'none') return null;
  if (ends === 'tomorrow') return tomorrowAtNine(now);
  if (ends === 'at') {
    const at = new Date(endsAt);
    return Number.isNaN(at.getTime()) || at <= now ? undefined : at;
  }
  return new Date(now.getTime() + Number(ends) * 3_600_000);
}
