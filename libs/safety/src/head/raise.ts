import type { PackReading, PostReading } from '../reading/read-post';
import { passageOf } from '../reading/passage-of';
import type { Token } from '../reading/tokens';
import { severityRank, type Severity } from '../severity';
import { distress, type Category, type Passage, type Signal } from '../signal';
import type { Head, Heard } from './head';
import { headFor, type HeadFinder } from './head-for';
import { isRaisedLevel, raisedLevels, type HeadWeights, type RaisedLevel, type Target } from './weights';

/** What the head adds to what the rules said. */
export interface Raise {
  signal: Signal;
  hold: boolean;
}

/** Fewer words than this carry too little to be taken together. */
const fewestWords = 3;
/** Of a text with fewer known words than this share it says nothing. */
const leastKnown = 0.6;
/** Words marked in a text: more of them say less. */
const mostContributions = 3;

/** Whether a signal's rule is the head of a language. */
export function isOfHead(rule: string): boolean {
  return rule.includes('-head-');
}

/** Whether the head may speak of a text of so many words, of which it met this share while it learned. */
export function mayRaise(words: number, knownShare: number): boolean {
  return words >= fewestWords && knownShare >= leastKnown;
}

/** Enough different words: five thousand hearts are one. */
function hasEnough(words: readonly string[]): boolean {
  const seen = new Set<string>();
  return words.some((word) => seen.add(word).size >= fewestWords);
}

/**
 * What the heads make of a post that the rules have read: a signal above the severity of the rules, or nothing. Never lowers.
 * When a head fails, the rules stand alone.
 */
export function raise(
  reading: PostReading,
  signals: readonly Signal[],
  { severity, hold }: { severity: Severity; hold: boolean },
  heads: HeadFinder = headFor,
): Raise | undefined {
  let best: Raise | undefined;
  for (const pack of reading.packs) {
    const { words } = pack.stream;
    if (!hasEnough(words)) continue;
    try {
      const head = heads(pack.pack.language);
      if (head === undefined || !mayRaise(words.length, head.knownShare(words))) continue;
      const heard = head.hear(pack.stream, signals);
      if (!head.mayAdd(heard, severity, hold)) continue;
      const raised = raiseIn(pack, head, heard, reading.tokens, { severity, hold });
      if (raised !== undefined && (best === undefined || isAbove(raised.signal.severity, best.signal.severity)))
        best = raised;
    } catch {
      // The rules have been read; a model that fails takes nothing away from them.
    }
  }
  return best;
}

function raiseIn(
  { pack, stream }: PackReading,
  head: Head,
  heard: Heard,
  tokens: readonly Token[],
  before: { severity: Severity; hold: boolean },
): Raise | undefined {
  const { targets } = head.kept;
  const probabilities = head.probabilities(heard);
  const of = (target: Target): number => probabilities[targets.indexOf(target)] ?? 0;
  const decided = decide(head, of, before);
  if (decided === undefined) return undefined;
  const contributions = head.contributions(heard, decided.target);
  const passages: Passage[] = [];
  for (const { from, to, signal, weight } of contributions.slice(0, mostContributions)) {
    if (weight <= 0) break;
    if (signal !== undefined) passages.push(...signal.passages);
    else passages.push(passageOf({ from, to }, stream, tokens));
  }
  if (passages.length === 0) passages.push(passageOf({ from: 0, to: stream.words.length }, stream, tokens));
  return {
    signal: {
      category: decided.category,
      severity: decided.severity,
      rule: `${pack.language}-head-${decided.target.toLowerCase()}`,
      passages: joined(passages),
    },
    hold: isHeld(head.kept, of, decided.category, decided.severity),
  };
}

/** The level that the probabilities reach, and what it is about. */
export function decide(
  { kept }: { kept: Pick<HeadWeights, 'targets' | 'raise' | 'holdFrom'> },
  of: (target: Target) => number,
  before: { severity: Severity; hold: boolean },
): { target: RaisedLevel | 'HOLD'; severity: Severity; category: Category } | undefined {
  const category = likeliest(kept.targets, of);
  if (category === undefined || category === leftToFinders) return undefined;
  for (const level of raisedLevels) {
    const to = kept.raise[level];
    if (to === undefined || !isAbove(level, before.severity)) continue;
    if (of(level) >= to.from && to.categories.includes(category)) return { target: level, severity: level, category };
  }
  if (before.hold || !isHeld(kept, of, category, before.severity)) return undefined;
  return { target: 'HOLD', severity: before.severity, category };
}

/** Whether the head holds a post of this category and severity: distress alone is never held, nor what can wait until tomorrow. */
export function isHeld(
  { holdFrom }: Pick<HeadWeights, 'holdFrom'>,
  of: (target: Target) => number,
  category: Category,
  severity: Severity,
): boolean {
  if (holdFrom === null || isAbove('RED', severity)) return false;
  if (distress.includes(category) || category === saidByVictimsToo) return false;
  return of('HOLD') >= holdFrom;
}

/** Who is pressed tells of it in the words of who presses: a model takes the one for the other, and rules do not. */
const saidByVictimsToo: Category = 'solicitation';

/** Found by its form and never by how a text sounds: an address is one or is none. */
export const leftToFinders: Category = 'personal_data';

/** The category that the head finds likeliest. */
export function likeliest(targets: readonly Target[], of: (target: Target) => number): Category | undefined {
  let best: Category | undefined;
  for (const target of targets) {
    if (target === 'HOLD' || target === 'DRIFT' || isRaisedLevel(target)) continue;
    if (best === undefined || of(target) > of(best)) best = target;
  }
  return best;
}

function isAbove(one: Severity, other: Severity): boolean {
  return severityRank(one) > severityRank(other);
}

/** Passages in their order; those that overlap become one. */
function joined(passages: readonly Passage[]): Passage[] {
  const result: Passage[] = [];
  for (const passage of [...passages].sort((one, other) => one.start - other.start || one.end - other.end)) {
    const last = result.at(-1);
    if (last !== undefined && passage.start <= last.end) last.end = Math.max(last.end, passage.end);
    else result.push({ ...passage });
  }
  return result;
}
