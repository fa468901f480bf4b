import type { Climate, ThreadPost } from '../climate/components';

/** A thread that was written to learn from, with the labels its writer gave it. */
export interface WrittenThread {
  readonly id: string;
  /** What it shows, such as `co_rumination` or `sad_supported`. */
  readonly kind: string;
  readonly writer: string;
  readonly posts: readonly ThreadPost[];
  readonly expect: {
    /** The climates that are right after the last post. */
    readonly climate: readonly Climate[];
    /** The post from which a moderator should see it turning; null where it does not. */
    readonly turnsAt: number | null;
    /** Whether how it goes calls for a moderator. */
    readonly escalates: boolean;
  };
}

/** Reads a file of threads, one JSON object a line. Throws, naming the line, when one is not of this shape. */
export function readThreads(lines: string, file: string): WrittenThread[] {
  return lines.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const said = JSON.parse(line) as Partial<WrittenThread>;
    const isWhole =
      typeof said.id === 'string' &&
      typeof said.kind === 'string' &&
      typeof said.writer === 'string' &&
      Array.isArray(said.posts) &&
      said.posts.every((post) => typeof (post as ThreadPost).text === 'string') &&
      typeof said.expect?.escalates === 'boolean' &&
      (said.expect.turnsAt === null || typeof said.expect.turnsAt === 'number');
    if (!isWhole) throw new Error(`${file}, line ${at + 1}: no labelled thread`);
    return [said as WrittenThread];
  });
}
