import type { Library } from '../library';
import { lowered } from '../rules/policy';
import type { Modifier, Rule } from '../rules/rule';
import { lesserSeverity, severityRank, type Severity } from '../severity';
import type { Passage } from '../signal';
import type { Hit, PackReading } from './read-post';
import type { Token } from './tokens';

/** What one rule found in a post: what is left of its severity, whether anything lowered it, and where. */
export interface RuleFinding {
  rule: Rule;
  severity: Severity;
  lowered: boolean;
  passages: Passage[];
}

/** Weighs the hits of one pack: complete alternatives only, each lowered by negation, past, quotation and the like. */
export function findingsOf(reading: PackReading, tokens: readonly Token[], from: Library): RuleFinding[] {
  const findings = new Map<Rule, RuleFinding>();
  const byRule = new Map<Rule, Map<number, Hit[]>>();
  const easing: Hit[] = [];
  for (const hit of reading.hits) {
    if (hit.owner.kind === 'rule') {
      const alternatives = byRule.get(hit.owner.rule) ?? new Map<number, Hit[]>();
      byRule.set(hit.owner.rule, alternatives);
      alternatives.set(hit.owner.alternative, [...(alternatives.get(hit.owner.alternative) ?? []), hit]);
    } else if (hit.owner.kind !== 'mark') easing.push(hit);
  }
  for (const [rule, alternatives] of byRule) {
    for (const [number, hits] of alternatives) {
      const shape = reading.pack.alternatives.get(rule)?.[number] ?? { parts: 1, together: true };
      for (const hit of completeHits(hits, shape)) {
        const severity = weigh(hit, rule, easing, reading, tokens, from);
        note(findings, rule, severity, passageOf(hit, reading, tokens));
      }
    }
  }
  return [...findings.values()];
}

function completeHits(hits: readonly Hit[], shape: { parts: number; together: boolean }): readonly Hit[] {
  if (shape.parts === 1) return hits;
  const partOf = (hit: Hit): number => (hit.owner.kind === 'rule' ? hit.owner.part : 0);
  return hits.filter((hit) => {
    for (let part = 0; part < shape.parts; part += 1) {
      if (!hits.some((other) => partOf(other) === part && (!shape.together || other.sentence === hit.sentence)))
        return false;
    }
    return true;
  });
}

function note(findings: Map<Rule, RuleFinding>, rule: Rule, severity: Severity, passage: Passage): void {
  const known = findings.get(rule);
  if (known === undefined) {
    findings.set(rule, { rule, severity, lowered: severity !== rule.severity, passages: [passage] });
    return;
  }
  if (severityRank(severity) > severityRank(known.severity)) known.severity = severity;
  if (severity === rule.severity) known.lowered = false;
  if (
    known.passages.length < 20 &&
    !known.passages.some((other) => other.start === passage.start && other.end === passage.end)
  ) {
    known.passages.push(passage);
  }
}

function passageOf(hit: Hit, { stream }: PackReading, tokens: readonly Token[]): Passage {
  const first = tokens[stream.tokens[hit.span.from] ?? 0];
  const last = tokens[stream.tokens[hit.span.to - 1] ?? 0];
  return { start: first?.start ?? 0, end: Math.max(last?.end ?? 0, first?.end ?? 0) };
}

function weigh(
  hit: Hit,
  rule: Rule,
  easing: readonly Hit[],
  reading: PackReading,
  tokens: readonly Token[],
  from: Library,
): Severity {
  let severity = rule.severity;
  const ease = (modifier: Modifier): void => {
    if (!rule.resists.has(modifier))
      severity = lesserSeverity(severity, lowered(from.policy, modifier, rule.category, severity));
  };
  if (isNegated(hit, reading)) ease('negated');
  if (isQuoted(hit, reading, tokens)) ease('quoted');
  for (const other of easing) {
    if (other.owner.kind === 'calm') {
      if (other.owner.rule === rule && other.sentence === hit.sentence) severity = 'GREEN';
    } else if (other.owner.kind === 'modifier' && touches(other, other.owner.reach, hit, reading))
      ease(other.owner.modifier);
  }
  return severity;
}

const nearby = 6;

function touches(
  other: Hit,
  reach: 'sentence' | 'post' | 'overlap' | 'before',
  hit: Hit,
  { stream, pack }: PackReading,
): boolean {
  if (reach === 'post') return true;
  if (other.sentence !== hit.sentence) return false;
  if (reach === 'sentence') return true;
  if (reach === 'overlap') return other.span.from < hit.span.to && hit.span.from < other.span.to;
  if (other.span.to > hit.span.from + 1 || hit.span.from - other.span.to > nearby) return false;
  for (let at = other.span.to; at < hit.span.to; at += 1) if (pack.lexicon.isSelf(stream.words[at] ?? '')) return false;
  return true;
}

const negationReach = 5;

/** A negation inside the match that the pattern did not ask for, or shortly before it in the same clause. */
function isNegated({ span, pattern }: Hit, { stream, pack }: PackReading): boolean {
  const { negations } = pack.lexicon;
  let inside = 0;
  for (let at = span.from; at < span.to; at += 1) if (negations.has(stream.words[at] ?? '')) inside += 1;
  if (inside > pattern.negations) return true;
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
