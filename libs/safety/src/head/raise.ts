import type { PackReading, PostReading } from '../reading/read-post';
import { shareKnown } from '../reading/languages';
import { passageOf } from '../reading/passage-of';
import type { Token } from '../reading/tokens';
import { severityRank, type Severity } from '../severity';
import { distress, goodNews, isCategory, type Category, type Passage, type Signal } from '../signal';
import type { Head, Heard } from './head';
import { headFor, type HeadFinder } from './head-for';
import { type Stretch, stretchesOf } from './stretches';
import { raisedLevels, type HeadWeights, type RaisedLevel, type Target } from './weights';

/** What the head adds to what the rules said: what it finds a post to be about, with a severity, and for what it is held. Both only ever add. */
export interface Raise {
  signals: Signal[];
  heldFor: Category[];
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
 * What the heads make of a post that the rules have read: signals above the severity of the rules, and good news that they did not see.
 * Never lowers. When a head fails, the rules stand alone.
 */
export function raise(
  reading: PostReading,
  signals: readonly Signal[],
  { severity, hold }: { severity: Severity; hold: boolean },
  heads: HeadFinder = headFor,
): Raise {
  const found: Raise[] = [];
  const good: Signal[] = [];
  for (const { head, pack, stretch } of hearingsOf(reading, heads)) {
    try {
      const heard = head.hear(stretch, signals);
      const speaks: Speaks = { ...pack, head, heard, first: stretch.first, tokens: reading.tokens };
      for (const category of goodNews)
        if (!isAmong(signals, category) && !isAmong(good, category) && isNamed(speaks, category))
          good.push(goodSignal(speaks, category));
      const raised = head.mayAdd(heard, severity, hold) ? raiseIn(speaks, { severity, hold }) : undefined;
      if (raised !== undefined) found.push(raised);
    } catch {
      // The rules have been read; a model that fails takes nothing away from them.
    }
  }
  const gravest = gravestOf(found);
  // What is held in one stretch is held, also where another is graver.
  const held = gravest?.heldFor.length === 0 ? gravestOf(found.filter(({ heldFor }) => heldFor.length > 0)) : undefined;
  return {
    signals: [...(gravest?.signals ?? []), ...(held?.signals ?? []), ...good],
    heldFor: found.flatMap(({ heldFor }) => heldFor),
  };
}

/** A text is in another language where this many more of its words are known. */
const otherLanguage = 0.25;

interface Hearing {
  readonly head: Head;
  readonly pack: PackReading;
  readonly stretch: Stretch;
}

/**
 * Each stretch of a text with each head that may speak of it, in the languages that the text may be in: to others its words mean
 * something else, or nothing.
 */
function hearingsOf({ packs, tokens }: PostReading, heads: HeadFinder): Hearing[] {
  const found = packs.flatMap((pack) => {
    try {
      const head = heads(pack.pack.language);
      if (head === undefined) return [];
      const stretches = stretchesOf(pack.stream).filter(
        ({ words }) => hasEnough(words) && mayRaise(words.length, head.knownShare(words)),
      );
      return stretches.length === 0 ? [] : [{ pack, hearings: stretches.map((stretch) => ({ head, pack, stretch })) }];
    } catch {
      // A model that fails takes nothing away from the rules.
      return [];
    }
  });
  if (found.length < 2) return found[0]?.hearings ?? [];
  const shares = found.map(({ pack }) => shareKnown(tokens, pack.pack));
  const most = Math.max(...shares);
  return found.flatMap(({ hearings }, at) => ((shares[at] ?? 0) >= most - otherLanguage ? hearings : []));
}

/** A head, and a text that it has heard. */
interface Speaks extends PackReading {
  readonly head: Head;
  readonly heard: Heard;
  readonly tokens: readonly Token[];
  /** Which word of the text the stretch begins with that was heard. */
  readonly first: number;
}

/** The first of the gravest. */
function gravestOf(found: readonly Raise[]): Raise | undefined {
  return found.reduce<Raise | undefined>(
    (most, one) => (most === undefined || isAbove(severityOf(one), severityOf(most)) ? one : most),
    undefined,
  );
}

function severityOf({ signals }: Raise): Severity {
  return signals[0]?.severity ?? 'GREEN';
}

function isAmong(signals: readonly Signal[], category: Category): boolean {
  return signals.some((one) => one.category === category);
}

function isNamed({ head, heard }: Speaks, category: Category): boolean {
  const from = head.kept.names[category];
  return from !== undefined && head.probabilityOf(heard, category) >= from;
}

function raiseIn(speaks: Speaks, before: { severity: Severity; hold: boolean }): Raise | undefined {
  const { head, heard } = speaks;
  const { targets, names } = head.kept;
  const probabilities = head.probabilities(heard);
  const of = (target: Target): number => probabilities[targets.indexOf(target)] ?? 0;
  const decided = decide(head, of, before);
  if (decided === undefined) return undefined;
  const others = targets.filter(
    (target): target is Category =>
      isAbout(target) && target !== decided.category && of(target) >= (names[target] ?? Infinity),
  );
  const { severity, target } = decided;
  const kind = target.toLowerCase();
  return {
    signals: [
      signalOf(speaks, decided.category, target, severity, kind),
      ...others.map((other) => signalOf(speaks, other, other, severity, kind)),
    ],
    heldFor: isHeld(head.kept, of, decided.category, severity) ? [decided.category] : [],
  };
}

/** Good news, without a passage: marks in a text are for what somebody should look at. */
function goodSignal({ pack }: Speaks, category: Category): Signal {
  return { category, severity: 'GREEN', rule: `${pack.language}-head-good`, passages: [] };
}

/** A signal of the head, with the passages that weighed most for a target. */
function signalOf(
  { pack, stream, head, heard, tokens, first }: Speaks,
  category: Category,
  target: Target,
  severity: Severity,
  kind: string,
): Signal {
  const passages: Passage[] = [];
  for (const { from, to, signal, weight } of head.contributions(heard, target).slice(0, mostContributions)) {
    if (weight <= 0) break;
    if (signal !== undefined) passages.push(...signal.passages);
    else passages.push(passageOf({ from: first + from, to: first + to }, stream, tokens));
  }
  if (passages.length === 0) passages.push(passageOf({ from: 0, to: stream.words.length }, stream, tokens));
  return { category, severity, rule: `${pack.language}-head-${kind}`, passages: joined(passages) };
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
    if (to === undefined || !isAbove(level, before.severity) || !isPlausible(kept, of, level)) continue;
    if (of(level) >= to.from && to.categories.includes(category)) return { target: level, severity: level, category };
  }
  if (before.hold || !isHeld(kept, of, category, before.severity)) return undefined;
  // What is held, somebody must read.
  return { target: 'HOLD', severity: isAbove('AMBER', before.severity) ? 'AMBER' : before.severity, category };
}

/** The levels that each lies within: what is a crisis is red at least, and what is held needs somebody. */
const around: Readonly<Record<RaisedLevel | 'HOLD', readonly RaisedLevel[]>> = {
  ...{ CRISIS: ['RED', 'AMBER'], RED: ['AMBER'], AMBER: [], HOLD: ['AMBER'] },
};

/**
 * Whether the levels around one are likelier than not, of those that the head learned. Each is asked by itself, and what hardly needs
 * anybody is no crisis, however much one word of it ("today") sounds like one.
 */
export function isPlausible(
  { targets }: Pick<HeadWeights, 'targets'>,
  of: (target: Target) => number,
  level: RaisedLevel | 'HOLD',
): boolean {
  return around[level].every((other) => !targets.includes(other) || of(other) >= 0.5);
}

/** Whether the head holds a post of this category and severity: distress alone is never held, and a goodbye or a plan only where it is one of now. */
export function isHeld(
  { targets, holdFrom }: Pick<HeadWeights, 'targets' | 'holdFrom'>,
  of: (target: Target) => number,
  category: Category,
  severity: Severity,
): boolean {
  if (ofNow.includes(category) && severity !== 'CRISIS') return false;
  if (holdFrom === null || distress.includes(category) || category === saidByVictimsToo) return false;
  return of('HOLD') >= holdFrom && isPlausible({ targets }, of, 'HOLD');
}

/** Held for the minutes until somebody has read it; what only sounds a little like it is distress. */
const ofNow: readonly Category[] = ['suicidal_intent', 'goodbye'];

/** Who is pressed tells of it in the words of who presses: a model takes the one for the other, and rules do not. */
const saidByVictimsToo: Category = 'solicitation';

/** Found by its form and never by how a text sounds: an address is one or is none. */
export const leftToFinders: Category = 'personal_data';

/** The category that the head finds likeliest. */
export function likeliest(targets: readonly Target[], of: (target: Target) => number): Category | undefined {
  let best: Category | undefined;
  for (const target of targets) {
    if (!isAbout(target)) continue;
    if (best === undefined || of(target) > of(best)) best = target;
  }
  return best;
}

/** Whether a target is something that a post needs somebody for. */
function isAbout(target: Target): target is Category {
  return isCategory(target) && !goodNews.includes(target);
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
