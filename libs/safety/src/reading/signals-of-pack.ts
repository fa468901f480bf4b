import type { Library } from '../library';
import { lowered } from '../rules/policy';
import type { Modifier, Rule } from '../rules/rule';
import { severityRank, type Severity } from '../severity';
import { goodNews, type Passage } from '../signal';
import { Easing } from './easing';
import { passageOf } from './passage-of';
import type { Hit, PackReading } from './read-post';
import type { Token } from './tokens';

/** Why a hit matters less than its words say: a modifier, words of its own rule that make it harmless, or what else the post tells. */
export type Ease = Modifier | 'calmed' | 'told-with-recovery';

/** What one rule found in a post: what is left of its severity, whether anything lowered it, and where. */
export interface RuleFinding {
  rule: Rule;
  severity: Severity;
  lowered: boolean;
  /** What lowered its gravest hit. */
  easedBy: readonly Ease[];
  /** Everything it found lies in the past. */
  past: boolean;
  passages: Passage[];
}

interface Weighed {
  readonly severity: Severity;
  readonly past: boolean;
  readonly easedBy: readonly Ease[];
}

/** Weighs the hits of one pack: complete alternatives only, each lowered by negation, past, quotation and the like. */
export function findingsOf(reading: PackReading, tokens: readonly Token[], from: Library): RuleFinding[] {
  const findings = new Map<Rule, RuleFinding>();
  const easing = new Easing(reading, tokens);
  for (const [rule, alternatives] of byRule(reading)) {
    alternatives.forEach((hits, number) => {
      const shape = reading.pack.alternatives.get(rule)?.[number] ?? { parts: 1, together: true };
      const complete = completeHits(hits, shape);
      for (const hit of complete) {
        // Good news that is denied is none, and has no severity to lower.
        if (goodNews.includes(rule.category) && isDenied(hit, reading)) continue;
        const parts = partsOf(hit, complete, shape);
        const isCalm = parts.some((part) => easing.calms(rule, part));
        const weighed = isCalm ? calmed : weigh(hit, parts, rule, easing, reading, tokens, from);
        note(findings, rule, weighed, passageOf(hit.span, reading.stream, tokens));
      }
    });
  }
  return [...findings.values()];
}

/** The hits of each rule, by the number of the alternative they belong to. */
function byRule(reading: PackReading): Map<Rule, Hit[][]> {
  const sorted = new Map<Rule, Hit[][]>();
  for (const hit of reading.hits) {
    if (hit.owner.kind !== 'rule') continue;
    const alternatives = sorted.get(hit.owner.rule) ?? [];
    sorted.set(hit.owner.rule, alternatives);
    (alternatives[hit.owner.alternative] ??= []).push(hit);
  }
  return sorted;
}

/** How many sentences apart the parts of `A && B` may stand: a long post is not one thought. */
const togetherness = 2;

/** The hits of an alternative whose other parts stand in the same sentence, or near it. */
function completeHits(hits: readonly Hit[], shape: { parts: number; together: boolean }): readonly Hit[] {
  if (shape.parts === 1) return hits;
  const partsIn = new Map<number, Set<number>>();
  for (const hit of hits) {
    const parts = partsIn.get(hit.sentence) ?? new Set<number>();
    partsIn.set(hit.sentence, parts.add(hit.owner.kind === 'rule' ? hit.owner.part : 0));
  }
  const reach = shape.together ? 0 : togetherness;
  return hits.filter((hit) => {
    const near = new Set<number>();
    for (let at = hit.sentence - reach; at <= hit.sentence + reach; at += 1) {
      for (const part of partsIn.get(at) ?? []) near.add(part);
    }
    return near.size === shape.parts;
  });
}

/** What stands with a hit: the parts of one thought, so that what makes one of them harmless makes all of them so. */
function partsOf(hit: Hit, complete: readonly Hit[], shape: { parts: number; together: boolean }): readonly Hit[] {
  if (shape.parts === 1) return [hit];
  const reach = shape.together ? 0 : togetherness;
  return complete.filter((other) => Math.abs(other.sentence - hit.sentence) <= reach);
}

const calmed: Weighed = { severity: 'GREEN', past: false, easedBy: ['calmed'] };

const mostPassages = 20;

function note(
  findings: Map<Rule, RuleFinding>,
  rule: Rule,
  { severity, past, easedBy }: Weighed,
  passage: Passage,
): void {
  const known = findings.get(rule);
  if (known === undefined) {
    findings.set(rule, { rule, severity, lowered: severity !== rule.severity, easedBy, past, passages: [passage] });
    return;
  }
  if (severityRank(severity) > severityRank(known.severity)) {
    known.severity = severity;
    known.easedBy = easedBy;
  }
  if (severity === rule.severity) known.lowered = false;
  known.past &&= past;
  if (known.passages.some((other) => other.start <= passage.start && other.end >= passage.end)) return;
  known.passages = known.passages.filter((other) => other.start < passage.start || other.end > passage.end);
  if (known.passages.length < mostPassages) known.passages.push(passage);
}

/** What is said first lies in the past, and with it what is said beside it: "last year I wanted to. I saw no way out." */
function isPast(parts: readonly Hit[], easing: Easing): boolean {
  const first = parts.filter(({ owner }) => owner.kind === 'rule' && owner.part === 0);
  return first.length > 0 && first.every((part) => easing.touching(part).has('past'));
}

function weigh(
  hit: Hit,
  parts: readonly Hit[],
  rule: Rule,
  easing: Easing,
  reading: PackReading,
  tokens: readonly Token[],
  from: Library,
): Weighed {
  const present = new Set<Modifier>(easing.touching(hit));
  if (parts.length > 1 && isPast(parts, easing)) present.add('past');
  const isTold = tellsOfWhatWas(hit, reading, tokens);
  const isOver = (isTold || present.has('past')) && !easing.isAgain && !isJustNow(hit, reading, tokens);
  if (!isOver) present.delete('past');
  if (isNegated(hit, reading)) present.add('negated');
  if (isQuoted(hit, reading, tokens)) present.add('quoted');
  let severity = rule.severity;
  const easedBy: Ease[] = [];
  for (const modifier of present) {
    if (rule.resists.has(modifier)) continue;
    const left = lowered(from.policy, modifier, rule.category, severity);
    if (left !== severity) easedBy.push(modifier);
    severity = left;
  }
  const past = isOver && (isTold || (severity !== rule.severity && present.has('past')));
  return { severity, past, easedBy };
}

const tellingReach = 3;
const clauseReach = 12;

/** It is told of what was. By itself that lowers nothing: "I wanted to die". */
function tellsOfWhatWas({ span, sentence }: Hit, reading: PackReading, tokens: readonly Token[]): boolean {
  const { stream, pack } = reading;
  const written = (at: number): string => wordAsWritten(at, reading, tokens);
  for (let at = Math.max(0, span.from - tellingReach); at < span.to; at += 1)
    if (stream.sentences[at] === sentence && pack.lexicon.isTold(written(at), written(at + 1))) return true;
  return false;
}

/** What was only just, as its own clause says, is not over. */
function isJustNow({ span, sentence }: Hit, reading: PackReading, tokens: readonly Token[]): boolean {
  const { stream, pack } = reading;
  const written = (at: number): string => wordAsWritten(at, reading, tokens);
  const isHere = (at: number): boolean => stream.sentences[at] === sentence;
  let from = span.from;
  const first = Math.max(0, span.from - clauseReach);
  while (from > first && isHere(from - 1) && stream.opens[from] !== true) from -= 1;
  const end = span.to + clauseReach;
  for (let at = from; at < end && isHere(at) && (at < span.to || stream.opens[at] !== true); at += 1)
    if (pack.lexicon.isJustNow(written(at), written(at + 1))) return true;
  return false;
}

/** A word of the stream before it was respelled, for "wou" and "wil" are one word to patterns. */
function wordAsWritten(at: number, { stream }: PackReading, tokens: readonly Token[]): string {
  return tokens[stream.tokens[at] ?? -1]?.text ?? '';
}

const negationReach = 5;

/** A negation inside the match that the pattern did not ask for. */
function isDenied({ span, pattern }: Hit, { stream, pack }: PackReading): boolean {
  let inside = 0;
  for (let at = span.from; at < span.to; at += 1) if (pack.lexicon.negations.has(stream.words[at] ?? '')) inside += 1;
  return inside > pattern.negations;
}

/** A negation inside the match that the pattern did not ask for, or shortly before it in the same clause. */
export function isNegated(hit: Hit, reading: PackReading): boolean {
  if (isDenied(hit, reading)) return true;
  const { span } = hit;
  const { stream, pack } = reading;
  const { negations } = pack.lexicon;
  for (let at = span.from - 1; at >= 0 && at >= span.from - negationReach; at -= 1) {
    if (stream.opens[at + 1] === true) return false;
    const word = stream.words[at] ?? '';
    if (pack.lexicon.isBreak(word)) return false;
    if (negations.has(word) && !pack.lexicon.isMore(stream.words[at + 1] ?? '')) return true;
  }
  return false;
}

function isQuoted({ span }: Hit, { stream }: PackReading, tokens: readonly Token[]): boolean {
  for (let at = span.from; at < span.to; at += 1) if (tokens[stream.tokens[at] ?? 0]?.quoted !== true) return false;
  return true;
}
