import { findPersonalData } from './finders/personal-data';
import { headFor, type HeadFinder } from './head/head-for';
import { raise } from './head/raise';
import { library, type Library } from './library';
import { isInOtherLanguage } from './reading/languages';
import { readPost, type PostReading } from './reading/read-post';
import { findingsOf, type RuleFinding } from './reading/signals-of-pack';
import { wholeCharacters } from './reading/whole-characters';
import { highestSeverity, severityRank } from './severity';
import type { Assessment, Category, GroupSafetySettings, Language, Passage, Signal } from './signal';

/**
 * Reads one post: signals with passages in the original text, the severity they set, and whether it waits for a moderator.
 * With `head: false` the rules stand alone: nothing is raised by what the written sentences taught.
 * Never throws; when reading fails the assessment says `checked: false` and a person must look.
 */
export function assess(
  text: string,
  options: { language?: Language; group?: GroupSafetySettings; head?: boolean } = {},
): Assessment {
  try {
    const from = library();
    const heads = options.head === false ? noHead : headFor;
    return assessReading(readPost(text, from, options.language), from, options.group ?? {}, heads);
  } catch {
    return unchecked();
  }
}

/** What is said of a text that could not be read. */
export function unchecked(): Assessment {
  return { severity: 'AMBER', hold: false, checked: false, signals: [] };
}

/** Rules alone. */
export const noHead: HeadFinder = () => undefined;

/** The assessment of a post that was already read. */
export function assessReading(
  reading: PostReading,
  from: Library,
  group: GroupSafetySettings,
  heads: HeadFinder = headFor,
): Assessment {
  const findings = findingsIn(reading, from);
  const whole = (passages: readonly Passage[]): Passage[] => wholeCharacters(reading.text.original, passages);
  const signals: Signal[] = findings.flatMap(({ rule, severity, passages }) => {
    const places = whole(passages.sort((one, other) => one.start - other.start));
    return [rule.category, ...rule.also].map((category) => ({ category, severity, rule: rule.id, passages: places }));
  });
  const personal = findPersonalData(reading, from.finders);
  for (const { rule, severity, passages } of personal)
    signals.push({ category: 'personal_data', severity, rule, passages: whole(passages) });
  inOrder(signals);
  const isRead = group.otherLanguages === 'SHOW' || !isInOtherLanguage(reading.tokens, from.packs);
  const byRules = {
    severity: highestSeverity([...signals.map((signal) => signal.severity), ...(isRead ? [] : [unchecked().severity])]),
    hold: personal.some((finding) => finding.hold) || findings.some((finding) => holds(finding, group, from)),
  };
  const raised = raise(reading, signals, byRules, heads);
  return {
    severity: highestSeverity([byRules.severity, ...raised.signals.map((signal) => signal.severity)]),
    hold: byRules.hold || raised.heldFor.some((category) => mayHold(category, group, from)),
    checked: isRead,
    signals: inOrder([
      ...raised.signals.map((signal) => ({ ...signal, passages: whole(signal.passages) })),
      ...signals,
    ]),
  };
}

/** What weighs most first. */
function inOrder(signals: Signal[]): Signal[] {
  return signals.sort((one, other) => severityRank(other.severity) - severityRank(one.severity));
}

/** A group that does not hold goodbyes holds none, whether a rule or the head found it. */
function mayHold(category: Category, group: GroupSafetySettings, from: Library): boolean {
  return !(group.holdGoodbyes === false && from.policy.goodbyes.includes(category));
}

/** What every rule found, each weighed with what else the post tells. */
export function findingsIn(reading: PostReading, from: Library): RuleFinding[] {
  const findings: RuleFinding[] = reading.packs.flatMap((pack) => findingsOf(pack, reading.tokens, from));
  // What lies in the past and is told together with recovery, to comfort somebody, or against how it is now, needs no moderator.
  const lifts =
    findings.some(({ rule }) => rule.category === 'recovery' || rule.category === 'support') ||
    (isSaidOfNow(reading) && findings.every(({ past, severity }) => past || severity === 'GREEN'));
  if (!lifts) return findings;
  for (const finding of findings)
    if (finding.past && finding.severity !== 'GREEN') {
      finding.severity = 'GREEN';
      finding.easedBy = [...finding.easedBy, 'told-with-recovery'];
    }
  return findings;
}

/** "… Now I sleep with the light off." */
function isSaidOfNow({ packs }: PostReading): boolean {
  return packs.some(({ hits }) => hits.some(({ owner }) => owner.kind === 'mark' && owner.mark === 'since'));
}

/** Whether a finding of a rule keeps a post back until a moderator read it. */
export function holds({ rule, lowered }: RuleFinding, group: GroupSafetySettings, from: Library): boolean {
  if (lowered) return false;
  if (group.suicideTalk === 'HOLD' && from.policy.suicideTalk.includes(rule.category)) return true;
  if (rule.holdInTheme !== undefined && group.themes?.includes(rule.holdInTheme) === true) return true;
  return rule.hold && mayHold(rule.category, group, from);
}
