import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Category,
  type Climate,
  type Language,
  languages,
  sentencesOf,
  type Severity,
  threadsOf,
  type WrittenPart,
} from '@kring/safety';

/** A post and what reasonable moderators would say of it. `hold` is absent where either is fine. */
export interface PostExample {
  readonly id: string;
  readonly lang: Language;
  readonly functionality: string;
  readonly text: string;
  readonly expect: {
    readonly min: Severity;
    readonly max: Severity;
    readonly categories: readonly Category[];
    readonly hold?: boolean;
  };
}

/** A thread, the climates that would be right after its last post, and the post at which it begins to turn. */
export interface ThreadExample {
  readonly id: string;
  readonly lang: Language;
  readonly kind: string;
  readonly posts: readonly {
    readonly author: string;
    readonly role: 'member' | 'moderator';
    readonly minute: number;
    readonly text: string;
  }[];
  readonly expect: {
    readonly climate: readonly Climate[];
    readonly turnsAt: number | null;
    readonly escalates: boolean;
  };
}

export interface Examples {
  readonly posts: readonly PostExample[];
  readonly threads: readonly ThreadExample[];
}

/** Reads `posts.jsonl` and `threads.jsonl` of a folder. Throws when they are not there or not of this shape. */
export function readExamples(folder: string): Examples {
  return {
    posts: linesOf<PostExample>(join(folder, 'posts.jsonl'), ({ text, functionality }) => [text, functionality]),
    threads: linesOf<ThreadExample>(join(folder, 'threads.jsonl'), ({ kind }) => [kind]),
  };
}

/** What was written for the project, as examples: to learn from, or set aside so that no rule or weight has met it. */
export function written(part: WrittenPart): Examples {
  const posts = languages.flatMap((lang) =>
    sentencesOf(lang, part).map(({ text, about, severity, atMost, hold, categories }, at): PostExample => ({
      ...{ id: `${lang}-written-${at + 1}`, lang, functionality: about, text },
      expect: { min: severity, max: atMost ?? severity, categories, ...(hold === null ? {} : { hold }) },
    })),
  );
  const threads = languages.flatMap((lang) => threadsOf(lang, part).map((thread) => ({ ...thread, lang })));
  return { posts, threads };
}

/** Whether a folder holds examples. */
export function hasExamples(folder: string): boolean {
  return existsSync(join(folder, 'posts.jsonl')) && existsSync(join(folder, 'threads.jsonl'));
}

function linesOf<Example extends { id: string; lang: Language; expect: object }>(
  file: string,
  needed: (example: Example) => readonly unknown[],
): Example[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, number) => {
    if (line.trim() === '') return [];
    const example = JSON.parse(line) as Example;
    const isWhole =
      typeof example.id === 'string' &&
      languages.includes(example.lang) &&
      typeof example.expect === 'object' &&
      needed(example).every((value) => typeof value === 'string');
    if (!isWhole) throw new Error(`${file}, line ${number + 1}: no example`);
    return [example];
  });
}
