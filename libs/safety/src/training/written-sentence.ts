import { severityRank, type Severity } from '../severity';
import { isCategory, type Category } from '../signal';

/** A sentence that was written to learn from, with the labels its writer gave it. */
export interface WrittenSentence {
  readonly text: string;
  /** What it tests, such as `implicit_intent` or `supportive_reply`. */
  readonly about: string;
  /** The one best answer, or the least that is right where `atMost` is right as well. */
  readonly severity: Severity;
  readonly atMost?: Severity;
  /** Null where either is right. */
  readonly hold: boolean | null;
  readonly categories: readonly Category[];
  /** The imagined writer, such as `nl-07`. */
  readonly writer: string;
}

const severities: readonly unknown[] = ['GREEN', 'AMBER', 'RED', 'CRISIS'] satisfies Severity[];

/** Reads a file of sentences, one JSON object a line. Throws, naming the line, when one is not of this shape. */
export function readSentences(lines: string, file: string): WrittenSentence[] {
  return lines.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const said = parsed(line) as Partial<WrittenSentence> | undefined;
    const isWhole =
      typeof said?.text === 'string' &&
      typeof said.about === 'string' &&
      typeof said.writer === 'string' &&
      (typeof said.hold === 'boolean' || said.hold === null) &&
      severities.includes(said.severity) &&
      (said.atMost === undefined || severities.includes(said.atMost)) &&
      Array.isArray(said.categories) &&
      said.categories.every(isCategory);
    if (!isWhole) throw new Error(`${file}, line ${at + 1}: no labelled sentence`);
    return [said as WrittenSentence];
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Whether a sentence deserves a level; undefined where reasonable moderators would differ. */
export function deserves({ severity, atMost = severity }: WrittenSentence, level: Severity): boolean | undefined {
  if (severityRank(severity) >= severityRank(level)) return true;
  return severityRank(atMost) >= severityRank(level) ? undefined : false;
}
