import { type Id, partTold, told } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import { type Agreement, agreementOf, alike, fewestPairs, type Pair, type Refusal, stepwise } from './agreement';

/** How far back figures look: weeks. */
export const periods = [4, 12, 52] as const;

const severities: readonly Severity[] = ['GREEN', 'AMBER', 'RED', 'CRISIS'];

/** How often two people decided alike. Counts that would point at somebody are null. */
export interface AgreementFigures {
  readonly alike: number | null;
  readonly different: number | null;
  readonly agreement: Agreement | null;
  readonly refusal: Refusal | null;
}

export interface QualityFigures {
  /** Decisions that were read again; null when too few to tell. */
  readonly pairs: number | null;
  readonly kind: AgreementFigures;
  readonly severity: AgreementFigures;
  /** Groups of which there are enough pairs to look at alone. */
  readonly groupIds: readonly Id[];
}

interface Counted<Kind extends string> {
  readonly groupId: Id;
  readonly firstKind: Kind;
  readonly kind: Kind;
  readonly firstSeverity: Severity;
  readonly severity: Severity;
  readonly count: number;
}

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

function figures<Level extends string>(
  pairs: readonly Pair<Level>[],
  levels: readonly Level[],
  weight: typeof alike,
): AgreementFigures {
  const whole = sum(pairs);
  const same = sum(pairs.filter(({ first, second }) => first === second));
  const found = agreementOf(pairs, levels, weight);
  const isRefused = typeof found === 'string';
  return {
    alike: partTold(same, whole),
    different: partTold(whole - same, whole),
    agreement: isRefused ? null : found,
    refusal: isRefused ? found : null,
  };
}

/**
 * Groups with enough pairs, the largest first, as long as nothing small could be worked out: neither of all others beside one of
 * them, nor of what is left when all of them are taken from the whole.
 */
function groupsToTell(counted: readonly Counted<string>[]): Id[] {
  const whole = sum(counted);
  const sizeOf = (groupId: Id): number => sum(counted.filter((one) => one.groupId === groupId));
  const told = [...new Set(counted.map(({ groupId }) => groupId))]
    .map((groupId) => ({ groupId, count: sizeOf(groupId) }))
    .filter(({ count }) => count >= fewestPairs && partTold(count, whole) !== null)
    .sort((one, other) => other.count - one.count || one.groupId.localeCompare(other.groupId));
  while (told.length > 0 && partTold(sum(told), whole) === null) told.pop();
  return told.map(({ groupId }) => groupId);
}

/** What supervisors see; of one group only when there is enough of it, else as if there was nothing. */
export function qualityOf<Kind extends string>(
  counted: readonly Counted<Kind>[],
  kinds: readonly Kind[],
  groupId: Id | null,
): QualityFigures {
  const groupIds = groupsToTell(counted);
  const chosen = groupId === null ? counted : counted.filter((one) => one.groupId === groupId);
  const rows = groupId === null || groupIds.includes(groupId) ? chosen : [];
  const ofKind = rows.map(({ firstKind, kind, count }) => ({ first: firstKind, second: kind, count }));
  const ofSeverity = rows.map(({ firstSeverity, severity, count }) => ({
    first: firstSeverity,
    second: severity,
    count,
  }));
  return {
    pairs: told(sum(rows)),
    kind: figures(ofKind, kinds, alike),
    severity: figures(ofSeverity, severities, stepwise),
    groupIds,
  };
}
