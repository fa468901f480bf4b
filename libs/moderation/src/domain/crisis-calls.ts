import type { Severity } from '@kring/safety';
import { type Holding, liveClaim } from './review-item';

/** Who is called for a crisis that nobody takes, one after the other. */
export type CrisisStep = 'SUPERVISORS' | 'ON_CALL';
export const crisisSteps: readonly CrisisStep[] = ['SUPERVISORS', 'ON_CALL'];

/** After how many minutes of waiting each step is taken. */
export type CrisisPatience = Readonly<Record<CrisisStep, number>>;

/** What is stored of an item that may be a crisis. */
export interface WaitingItem extends Holding {
  readonly severity: Severity;
  readonly openedAt: Date;
  /** Since when it has been free, or a crisis; null in items from before this was kept. */
  readonly waitingSince: Date | null;
}

/** Since when a crisis waits for somebody to take it; null while somebody has it, when it ended, and for what is none. */
export function crisisWaitsSince(item: WaitingItem, now: Date): Date | null {
  if (item.severity !== 'CRISIS' || item.state === 'RESOLVED' || liveClaim(item, now)) return null;
  const since = item.waitingSince ?? item.openedAt;
  // A lease that ran out left it free then.
  const ranOut = item.state === 'CLAIMED' ? item.claimExpiresAt : null;
  return ranOut && ranOut > since ? ranOut : since;
}

/** When each step is taken if nobody comes. */
export function callMoments(since: Date, patience: CrisisPatience): { readonly step: CrisisStep; readonly at: Date }[] {
  return crisisSteps.map((step) => ({ step, at: new Date(since.getTime() + patience[step] * 60_000) }));
}

/** The steps that have come and were not taken yet. */
export function stepsToTake(
  since: Date,
  patience: CrisisPatience,
  taken: readonly CrisisStep[],
  now: Date,
): CrisisStep[] {
  return callMoments(since, patience)
    .filter(({ step, at }) => at <= now && !taken.includes(step))
    .map(({ step }) => step);
}
