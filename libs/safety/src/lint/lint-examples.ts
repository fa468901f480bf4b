import { findingsIn } from '../assess';
import type { Library } from '../library';
import { readPost, type Hit } from '../reading/read-post';
import type { RuleFinding } from '../reading/signals-of-pack';
import type { Rule } from '../rules/rule';
import type { Language } from '../signal';
import type { LintFinding } from './lint-finding';

/** A pattern that finds something in more than this share of all examples, most of them of other rules, says too little. */
const broadest = 0.06;
const fewestForBroad = 40;

/** Reads every example of one language: the ones that fail, rules that others replace, and patterns that match nearly anything. */
export function lintExamples(language: Language, from: Library, placeOf: (rule: Rule) => string): LintFinding[] {
  const pack = from.packs.get(language);
  if (pack === undefined) return [];
  const lint: LintFinding[] = [];
  const matches = new Map<Rule, Set<string>[]>();
  let read = 0;
  const findings = (text: string): RuleFinding[] => {
    const reading = readPost(text, from, language);
    read += 1;
    for (const { pack: reader, hits } of reading.packs)
      for (const hit of hits) {
        const { owner } = hit;
        // A part of a pattern may be broad; what it is joined with makes it about something.
        if (owner.kind === 'rule' && reader.alternatives.get(owner.rule)?.[owner.alternative]?.parts === 1)
          countMatch(matches, hit, text);
      }
    return findingsIn(reading, from);
  };
  for (const rule of pack.rules) {
    const place = placeOf(rule);
    const others: Set<string>[] = [];
    for (const text of rule.yes) {
      const found = findings(text);
      const own = found.find((finding) => finding.rule === rule);
      if (own === undefined) lint.push({ kind: 'error', place, what: `does not find its example: ${text}` });
      else if (own.severity !== rule.severity)
        lint.push({ kind: 'error', place, what: `finds its example, but as ${own.severity}: ${text}` });
      others.push(new Set(found.filter((other) => replaces(other, rule)).map((other) => other.rule.id)));
    }
    for (const text of rule.no) {
      const own = findings(text).find((finding) => finding.rule === rule);
      if (own !== undefined && own.severity !== 'GREEN')
        lint.push({ kind: 'error', place, what: `finds what it must let pass: ${text}` });
    }
    const [first, ...rest] = others;
    const all = [...(first ?? [])].filter((id) => rest.every((ids) => ids.has(id)));
    if (all.length > 0)
      lint.push({
        kind: 'hint',
        place,
        what: `every example is found by ${all.join(', ')} too, which says the same: does this rule add anything?`,
      });
  }
  if (read < fewestForBroad) return lint;
  for (const [rule, alternatives] of matches) {
    if (!pack.rules.includes(rule)) continue;
    alternatives.forEach((texts, number) => {
      if (texts.size <= read * broadest) return;
      const what = `its pattern ${number + 1} finds something in ${texts.size} of ${read} examples: is it about anything?`;
      lint.push({ kind: 'hint', place: placeOf(rule), what });
    });
  }
  return lint;
}

function countMatch(matches: Map<Rule, Set<string>[]>, { owner }: Hit, text: string): void {
  if (owner.kind !== 'rule') return;
  const alternatives = matches.get(owner.rule) ?? [];
  matches.set(owner.rule, alternatives);
  (alternatives[owner.alternative] ??= new Set()).add(text);
}

function replaces({ rule: other, severity }: RuleFinding, rule: Rule): boolean {
  return other !== rule && other.category === rule.category && severity === rule.severity && (other.hold || !rule.hold);
}
