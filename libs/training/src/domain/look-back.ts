import { play } from './play';
import type { PracticeScript } from './script';
import type { Step } from './step';
import type { Language } from '@kring/safety';

/** Something that mattered in a run, and how long it took until it was seen and answered. Milliseconds of the story. */
export interface WhatMattered {
  readonly event: string;
  readonly cameAt: number;
  readonly seenAt: number | null;
  /** The first step that steered after it was there. */
  readonly answeredAt: number | null;
}

/** What can be told about a run when it is over, or while a supervisor looks on. */
export interface LookBack {
  readonly mattered: readonly WhatMattered[];
  readonly turns: readonly string[];
  /** Events that came, and at which an experienced moderator would have stopped. */
  readonly guided: readonly string[];
}

/** Looks back on a run until a moment of its story. */
export function lookBack(script: PracticeScript, language: Language, steps: readonly Step[], now: number): LookBack {
  const played = play(script, language, steps, now);
  const came = new Map([...played.posts, ...played.apart, ...played.news].map(({ key, at }) => [key, at]));
  const mattered = script.events.flatMap(({ key, kind, matters }): WhatMattered[] => {
    const cameAt = came.get(key);
    if (!matters || cameAt === undefined) return [];
    const seen = steps.find(
      ({ at, deed }) =>
        at >= cameAt &&
        ((deed.do === 'LOOK' && deed.what === 'POSTS' && deed.posts.includes(key)) || isAbout(deed, key)),
    );
    const answered = steps.find(({ at, deed }) => at >= cameAt && deed.do === 'STEER');
    // What is said to the trainee alone, and what is heard, stands open on the screen.
    return [
      { event: key, cameAt, seenAt: kind === 'POST' ? (seen?.at ?? null) : cameAt, answeredAt: answered?.at ?? null },
    ];
  });
  return {
    mattered: mattered.sort((one, other) => one.cameAt - other.cameAt),
    turns: played.turns,
    guided: script.events.filter(({ key, guidance }) => guidance && came.has(key)).map(({ key }) => key),
  };
}

const isAbout = (deed: Step['deed'], key: string): boolean => deed.do === 'STEER' && deed.post === key;
