import type { TemplatePurpose } from '../generated/staff-documents';
import type { MessageId } from '../language/catalogue';
import type { IconName } from '../parts/icon';

/** What a moderator can do on the desk, gentlest first. */
export const steerKinds = [
  'GUIDE_NOTE',
  'REFRAME_PROMPT',
  'CONTENT_NOTE',
  'RELEASE_POST',
  'SLOW_MODE',
  'HOLD_REPLIES',
  'QUIET_HOURS',
  'PAUSE_THREAD',
  'MOVE_POSTS',
  'HIDE_POST',
  'CLOSE_THREAD',
  'HOLD_MEMBER',
  'PAUSE_MEMBER',
  'REMOVE_MEMBER',
  'SPOTLIGHT',
  'OFFER_REFERRAL',
] as const;
export type SteerKind = (typeof steerKinds)[number];
export const isSteerKind = (name: string): name is SteerKind => steerKinds.some((kind) => kind === name);

/** The actions that are about one post. */
export type PostAction = Extract<SteerKind, 'CONTENT_NOTE' | 'RELEASE_POST' | 'HIDE_POST'>;

/** The actions that are about one member, whom a post points at. */
export const onMember = ['HOLD_MEMBER', 'PAUSE_MEMBER', 'REMOVE_MEMBER'] as const satisfies readonly SteerKind[];

/** The actions that have message templates. */
const withTemplates = [
  'GUIDE_NOTE',
  'HIDE_POST',
  'HOLD_MEMBER',
  'PAUSE_MEMBER',
  'REMOVE_MEMBER',
  'PAUSE_THREAD',
  'CLOSE_THREAD',
] as const satisfies readonly (SteerKind & TemplatePurpose)[];
export const isTemplateKind = (kind: SteerKind): kind is (typeof withTemplates)[number] =>
  withTemplates.some((one) => one === kind);

/** The actions that set something on the thread until it is taken back. */
export const standing = [
  'REFRAME_PROMPT',
  'SLOW_MODE',
  'HOLD_REPLIES',
  'QUIET_HOURS',
  'PAUSE_THREAD',
] as const satisfies readonly SteerKind[];
export type StandingKind = (typeof standing)[number];

export const steerSteps = [
  { title: 'steer.soft', kinds: ['GUIDE_NOTE', 'REFRAME_PROMPT', 'CONTENT_NOTE', 'RELEASE_POST'] },
  { title: 'steer.lifting', kinds: ['OFFER_REFERRAL', 'SPOTLIGHT'] },
  { title: 'steer.slowing', kinds: ['SLOW_MODE', 'HOLD_REPLIES', 'QUIET_HOURS', 'PAUSE_THREAD'] },
  { title: 'steer.firm', kinds: ['MOVE_POSTS', 'HIDE_POST', 'CLOSE_THREAD'] },
  { title: 'steer.member', kinds: ['HOLD_MEMBER', 'PAUSE_MEMBER', 'REMOVE_MEMBER'] },
] as const satisfies readonly { title: MessageId; kinds: readonly SteerKind[] }[];

export const steerIcon: Record<SteerKind, IconName> = {
  GUIDE_NOTE: 'note',
  REFRAME_PROMPT: 'chat',
  CONTENT_NOTE: 'eye',
  RELEASE_POST: 'check',
  SLOW_MODE: 'slow',
  HOLD_REPLIES: 'clock',
  QUIET_HOURS: 'leaf',
  PAUSE_THREAD: 'pause',
  MOVE_POSTS: 'move',
  HIDE_POST: 'fold',
  CLOSE_THREAD: 'lock',
  HOLD_MEMBER: 'eye',
  PAUSE_MEMBER: 'pause',
  REMOVE_MEMBER: 'exit',
  SPOTLIGHT: 'star',
  OFFER_REFERRAL: 'phone',
};

/** Reasons that come back often, ready to fill in. */
export const readyReasons: Record<SteerKind, readonly MessageId[]> = {
  GUIDE_NOTE: ['steer.reasons.GUIDE_NOTE.1', 'steer.reasons.GUIDE_NOTE.2', 'steer.reasons.GUIDE_NOTE.3'],
  REFRAME_PROMPT: ['steer.reasons.REFRAME_PROMPT.1', 'steer.reasons.REFRAME_PROMPT.2'],
  CONTENT_NOTE: ['steer.reasons.CONTENT_NOTE.1'],
  RELEASE_POST: ['steer.reasons.RELEASE_POST.1'],
  SLOW_MODE: ['steer.reasons.SLOW_MODE.1', 'steer.reasons.SLOW_MODE.2'],
  HOLD_REPLIES: ['steer.reasons.HOLD_REPLIES.1'],
  QUIET_HOURS: ['steer.reasons.QUIET_HOURS.1', 'steer.reasons.QUIET_HOURS.2'],
  PAUSE_THREAD: ['steer.reasons.PAUSE_THREAD.1', 'steer.reasons.PAUSE_THREAD.2'],
  MOVE_POSTS: ['steer.reasons.MOVE_POSTS.1', 'steer.reasons.MOVE_POSTS.2'],
  HIDE_POST: ['steer.reasons.HIDE_POST.1', 'steer.reasons.HIDE_POST.2', 'steer.reasons.HIDE_POST.3'],
  CLOSE_THREAD: ['steer.reasons.CLOSE_THREAD.1'],
  HOLD_MEMBER: ['steer.reasons.HOLD_MEMBER.1'],
  PAUSE_MEMBER: ['steer.reasons.PAUSE_MEMBER.1'],
  REMOVE_MEMBER: ['steer.reasons.REMOVE_MEMBER.1'],
  SPOTLIGHT: ['steer.reasons.SPOTLIGHT.1'],
  OFFER_REFERRAL: ['steer.reasons.OFFER_REFERRAL.1'],
};

/** What somebody filled in, for whichever action; each action reads its own part. */
export interface SteerDraft {
  /** Sent with a guide note, so that the same note sent twice is pinned once. */
  readonly clientKey: string;
  readonly text: string;
  readonly place: 'turn' | 'end';
  readonly minutes: number;
  readonly forWhom: 'EVERYONE' | 'HEAVIEST_POSTERS';
  readonly sparesOpener: boolean;
  /** Times of the day, as a browser's field gives them. */
  readonly from: string;
  readonly to: string;
  /** A question of the library. */
  readonly promptId: string;
  readonly ends: EndChoice;
  /** For `ends: 'at'`: a local date and time as the browser's field gives it. */
  readonly endsAt: string;
  readonly message: string;
  readonly postId: string;
  readonly postIds: readonly string[];
  readonly title: string;
  /** A helpline of the directory, and whether it is for the author of the chosen post alone. */
  readonly helpline: string;
  readonly forOne: boolean;
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
