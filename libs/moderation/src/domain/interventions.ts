import type { Id } from '@kring/kernel';
import { isDeepStrictEqual } from 'node:util';
import { closeThread } from './interventions/close-thread';
import { contentNote } from './interventions/content-note';
import { guideNote } from './interventions/guide-note';
import { hidePost } from './interventions/hide-post';
import { holdMember } from './interventions/hold-member';
import { holdReplies } from './interventions/hold-replies';
import { movePosts } from './interventions/move-posts';
import { offerReferral } from './interventions/offer-referral';
import { pauseMember } from './interventions/pause-member';
import { pauseThread } from './interventions/pause-thread';
import { quietHours } from './interventions/quiet-hours';
import { reframePrompt } from './interventions/reframe-prompt';
import { releasePost } from './interventions/release-post';
import { removeMember } from './interventions/remove-member';
import {
  type DoneIntervention,
  type InterventionAsk,
  type InterventionKind,
  type InterventionRule,
  type MemberSettings,
  nothingSet,
  nothingSetOnMember,
  type Setting,
  type ThreadSettings,
} from './interventions/rule';
import { slowMode } from './interventions/slow-mode';
import { spotlight } from './interventions/spotlight';

export * from './interventions/rule';

/** Everything that can be done: one file a kind, one row each. Adding a kind is adding both. */
export const interventions = {
  GUIDE_NOTE: guideNote,
  REFRAME_PROMPT: reframePrompt,
  CONTENT_NOTE: contentNote,
  SLOW_MODE: slowMode,
  HOLD_REPLIES: holdReplies,
  QUIET_HOURS: quietHours,
  PAUSE_THREAD: pauseThread,
  CLOSE_THREAD: closeThread,
  HIDE_POST: hidePost,
  RELEASE_POST: releasePost,
  MOVE_POSTS: movePosts,
  HOLD_MEMBER: holdMember,
  PAUSE_MEMBER: pauseMember,
  REMOVE_MEMBER: removeMember,
  SPOTLIGHT: spotlight,
  OFFER_REFERRAL: offerReferral,
} as const satisfies Partial<Record<InterventionKind, InterventionRule>>;

export type SteeringKind = keyof typeof interventions;

/** The row of a kind; null for kinds that cannot be done yet. */
export function ruleOf(kind: InterventionKind): InterventionRule | null {
  return Object.hasOwn(interventions, kind) ? interventions[kind as SteeringKind] : null;
}

/** What an intervention sets on its thread, by kind. */
export function settingsFrom(one: Setting & Pick<DoneIntervention, 'kind'>): Partial<ThreadSettings> {
  return ruleOf(one.kind)?.sets?.(one) ?? {};
}

/** The same on its member. */
export function measuresFrom(one: Setting & Pick<DoneIntervention, 'kind'>): Partial<MemberSettings> {
  return ruleOf(one.kind)?.setsMember?.(one) ?? {};
}

/**
 * What a thread's settings become when `undone` is taken back: each setting falls to the newest other intervention that
 * still stands, so that a newer one is left alone and an older one counts again. `standing` is newest first.
 */
export function settingsWithout(
  undone: DoneIntervention,
  standing: readonly DoneIntervention[],
): Partial<ThreadSettings> {
  return without(undone, standing, settingsFrom, nothingSet);
}

/** The same of a member's. */
export function measuresWithout(
  undone: DoneIntervention,
  standing: readonly DoneIntervention[],
): Partial<MemberSettings> {
  return without(undone, standing, measuresFrom, nothingSetOnMember);
}

function without<Settings extends object>(
  undone: DoneIntervention,
  standing: readonly DoneIntervention[],
  read: (one: DoneIntervention) => Partial<Settings>,
  nothing: Settings,
): Partial<Settings> {
  const others = standing.filter((one) => one.id !== undone.id).map(read);
  const names = Object.keys(read(undone)) as (keyof Settings)[];
  const fallen: Partial<Settings> = {};
  for (const name of names) {
    const newest = others.find((settings) => name in settings);
    fallen[name] = newest ? newest[name] : nothing[name];
  }
  return fallen;
}

/** The newest standing intervention of that kind when it says the very same; asking twice does it once. */
export function alreadySaid<One extends DoneIntervention & { readonly staffId: Id; readonly reason: string }>(
  ask: InterventionAsk & { readonly staffId: Id; readonly reason: string },
  standing: readonly One[],
  now: Date,
): One | null {
  const rule = ruleOf(ask.kind);
  if (!rule?.sets && !rule?.setsMember) return null;
  const newest = standing.find((one) => one.kind === ask.kind);
  if (!newest || isOver(newest, now)) return null;
  const same =
    newest.staffId === ask.staffId &&
    newest.reason === ask.reason &&
    newest.minutes === ask.minutes &&
    newest.messageToMembers === ask.messageToMembers &&
    newest.endsAt?.getTime() === ask.endsAt?.getTime() &&
    isDeepStrictEqual(newest.terms, ask.terms);
  return same ? newest : null;
}

export function isOver(one: Pick<DoneIntervention, 'endsAt'>, now: Date): boolean {
  return one.endsAt !== null && one.endsAt <= now;
}

/** Whether taking it back means anything: once, and not when it has ended by itself. Some is taken back on a second look alone. */
export function isUndoable(
  one: Pick<DoneIntervention, 'kind' | 'endsAt'> & { readonly undoneAt: Date | null },
  now: Date,
  isSecondLook = false,
): boolean {
  const rule = ruleOf(one.kind);
  const onSecondLook = isSecondLook && rule?.onSecondLook !== undefined;
  const canBe = !!rule?.sets || !!rule?.setsMember || !!rule?.takeBack || onSecondLook;
  return canBe && one.undoneAt === null && !isOver(one, now);
}
