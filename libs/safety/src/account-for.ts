import { assessReading, findingsIn, holds } from './assess';
import { library } from './library';
import { readPost } from './reading/read-post';
import type { Ease } from './reading/signals-of-pack';
import type { Severity } from './severity';
import type { Assessment, Category, GroupSafetySettings, Language, Passage } from './signal';

/** What a rule would say by its words alone, what is left of that, and why. */
export interface AccountedFinding {
  readonly rule: string;
  readonly category: Category;
  /** By its words alone. */
  readonly says: Severity;
  /** After everything that lowered it. */
  readonly left: Severity;
  readonly easedBy: readonly Ease[];
  readonly holds: boolean;
  readonly passages: readonly Passage[];
}

/** An assessment with everything that led to it. */
export interface Account {
  readonly assessment: Assessment;
  /** The packs that read some sentence of it. */
  readonly readIn: readonly Language[];
  readonly findings: readonly AccountedFinding[];
}

/** Reads a post as `assess` does and tells how it came to its answer. For people who write rules; throws where `assess` would not. */
export function accountFor(text: string, options: { language?: Language; group?: GroupSafetySettings } = {}): Account {
  const from = library();
  const reading = readPost(text, from, options.language);
  const group = options.group ?? {};
  const findings = findingsIn(reading, from).map((finding) => ({
    rule: finding.rule.id,
    category: finding.rule.category,
    says: finding.rule.severity,
    left: finding.severity,
    easedBy: finding.easedBy,
    holds: holds(finding, group, from),
    passages: finding.passages,
  }));
  return {
    assessment: assessReading(reading, from, group),
    readIn: reading.packs.filter(({ stream }) => stream.words.length > 0).map(({ pack }) => pack.language),
    findings,
  };
}
