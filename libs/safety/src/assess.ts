import { findPersonalData } from './finders/personal-data';
import { library, type Library } from './library';
import { isInOtherLanguage } from './reading/languages';
import { readPost, type PostReading } from './reading/read-post';
import { findingsOf, type RuleFinding } from './reading/signals-of-pack';
import { highestSeverity, severityRank } from './severity';
import type { Assessment, Category, GroupSafetySettings, Language, Signal } from './signal';

/**
 * Reads one post: signals with passages in the original text, the severity they set, and whether it waits for a moderator.
 * Never throws; when reading fails the assessment says `checked: false` and a person must look.
 */
export function assess(text: string, options: { language?: Language; group?: GroupSafetySettings } = {}): Assessment {
  try {
    const from = library();
    return assessReading(readPost(text, from, options.language), from, options.group ?? {});
  } catch {
    return unchecked();
  }
}

/** What is said of a text that could not be read. */
export function unchecked(): Assessment {
  return { severity: 'AMBER', hold: false, checked: false, signals: [] };
}

/** The assessment of a post that was already read. */
export function assessReading(reading: PostReading, from: Library, group: GroupSafetySettings): Assessment {
  const findings = findingsIn(reading, from);
  const signals: Signal[] = findings.flatMap(({ rule, severity, passages }) => {
    passages.sort((one, other) => one.start - other.start);
    return [rule.category, ...rule.also].map((category) => ({ category, severity, rule: rule.id, passages }));
  });
  const personal = findPersonalData(reading, from.finders);
  signals.push(
    ...personal.map(({ rule, severity, passages }) => ({
      category: 'personal_data' as const,
      severity,
      rule,
      passages,
    })),
  );
  signals.sort((one, other) => severityRank(other.severity) - severityRank(one.severity));
  const isRead = group.otherLanguages === 'SHOW' || !isInOtherLanguage(reading.tokens, from.packs);
  return {
    severity: highestSeverity([...signals.map((signal) => signal.severity), ...(isRead ? [] : [unchecked().severity])]),
    hold: personal.some((finding) => finding.hold) || findings.some((finding) => holds(finding, group, from)),
    checked: isRead,
    signals,
  };
}

/** What every rule found, each weighed with what else the post tells. */
export function findingsIn(reading: PostReading, from: Library): RuleFinding[] {
  const findings: RuleFinding[] = reading.packs.flatMap((pack) => findingsOf(pack, reading.tokens, from));
  // What lies in the past and is told together with recovery, or to comfort somebody, needs no moderator.
  const lifts = findings.some(({ rule }) => rule.category === 'recovery' || rule.category === 'support');
  if (!lifts) return findings;
  for (const finding of findings)
    if (finding.past && finding.severity !== 'GREEN') {
      finding.severity = 'GREEN';
      finding.easedBy = [...finding.easedBy, 'told-with-recovery'];
    }
  return findings;
}

/** Whether a finding of a rule keeps a post back until a moderator read it. */
export function holds({ rule, lowered }: RuleFinding, group: GroupSafetySettings, from: Library): boolean {
  if (lowered) return false;
  const among = (list: readonly Category[]): boolean => list.includes(rule.category);
  if (group.suicideTalk === 'HOLD' && among(from.policy.suicideTalk)) return true;
  if (rule.holdInTheme !== undefined && group.themes?.includes(rule.holdInTheme) === true) return true;
  if (!rule.hold) return false;
  return !(group.holdGoodbyes === false && among(from.policy.goodbyes));
}
