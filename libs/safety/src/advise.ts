import { assess } from './assess';
import { library } from './library';
import { severityRank } from './severity';
import type { GroupSafetySettings, Language, Passage } from './signal';

/** Something that might land badly with who reads it, and how else it could be said. */
export interface Remark {
  /** Where in the text, in UTF-16 code units. */
  readonly passages: readonly Passage[];
  readonly lands: string;
  readonly instead: string;
}

/** What a writer may know about their own words before anybody reads them: never a score, a severity or a category. */
export interface Advice {
  readonly remarks: readonly Remark[];
  /** Whether the words suggest that their writer needs somebody now. */
  readonly needsHelp: boolean;
}

/**
 * "Is this all right to say?": what might land badly, in the writer's language. What somebody tells about their own distress is
 * never remarked upon, for it may always be said. Never throws; of what cannot be read there is nothing to remark.
 */
export function advise(text: string, language: Language, options: { group?: GroupSafetySettings } = {}): Advice {
  const { severity, signals } = assess(text, options);
  const remarks = Object.values(library().advice).flatMap(({ categories, lands, instead }): Remark[] => {
    const passages = signals
      .filter((signal) => categories.includes(signal.category) && severityRank(signal.severity) > 0)
      .flatMap((signal) => signal.passages);
    return passages.length === 0 ? [] : [{ passages: inOrder(passages), lands: lands[language], instead: instead[language] }]; // prettier-ignore
  });
  return { remarks, needsHelp: severity === 'CRISIS' };
}

/** Each place once, first things first. */
function inOrder(passages: readonly Passage[]): Passage[] {
  const places = new Map(passages.map((one) => [`${one.start} ${one.end}`, one]));
  return [...places.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}
