import { type Assessment, assess, type ClimatePoint, type Language, readThread } from '@kring/safety';
import type { PracticeScript, ScriptEvent, ScriptTurn } from './script';
import { standingAt, type Step, type SteerStep } from './step';

const minute = 60_000;

/** A post of a practice thread as it stands now. Times are milliseconds of the story. */
export interface PlayedPost {
  readonly key: string;
  /** The member who wrote it; null: the trainee. */
  readonly by: string | null;
  readonly text: string;
  readonly at: number;
  readonly state: 'VISIBLE' | 'HELD' | 'HIDDEN';
  readonly contentNotes: readonly string[];
  readonly assessment: Assessment | null;
}

/** Words between the trainee and one member. `by` null: the trainee. */
export interface PlayedWord {
  readonly key: string;
  readonly with: string;
  readonly by: string | null;
  readonly text: string;
  readonly at: number;
}

export interface PlayedNews {
  readonly key: string;
  readonly text: string;
  readonly at: number;
}

export interface PlayedPoint extends ClimatePoint {
  readonly at: number;
  readonly post: string;
}

/** Everything that is to be seen of a practice thread at one moment. */
export interface Played {
  readonly posts: readonly PlayedPost[];
  readonly apart: readonly PlayedWord[];
  readonly news: readonly PlayedNews[];
  readonly points: readonly PlayedPoint[];
  /** The post at which a moderator would first have been called. */
  readonly turnedAt: string | null;
  /** What stands on the thread, oldest first. */
  readonly standing: readonly SteerStep[];
  readonly isClosed: boolean;
  /** The turns that were taken by now, in the order in which they were. */
  readonly turns: readonly string[];
}

/**
 * A practice thread at a moment of its story, from the script, the steps that were taken and the time alone: asked again,
 * or for an earlier moment, it answers the same. What members write is read as the desk reads it. Linear in what happened.
 */
export function play(script: PracticeScript, language: Language, steps: readonly Step[], now: number): Played {
  const happened = happenings(script, steps, now);
  const ofMembers = happened.filter(({ event }) => event.kind === 'POST');
  const notes = steps.flatMap((step) =>
    step.deed.do === 'STEER' && step.deed.kind === 'GUIDE_NOTE' && step.at <= now
      ? [{ key: step.id, by: null, text: step.deed.text ?? '', at: step.at }]
      : [],
  );
  const standing = standingAt(steps, now);
  const written = [
    ...ofMembers.map(({ event, at }) => ({ key: event.key, by: event.by ?? null, text: event.text[language], at })),
    ...notes,
  ].sort((one, other) => one.at - other.at);
  const posts = written.map((post): PlayedPost => {
    const assessment = post.by === null ? null : assess(post.text, { language });
    const waits = assessment?.hold === true || standsAt(steps, post.at, 'HOLD_REPLIES').length > 0;
    const about = standing.filter(({ deed }) => deed.post === post.key);
    const moved = about.findLast(({ deed }) => deed.kind === 'HIDE_POST' || deed.kind === 'RELEASE_POST');
    const isGone = post.by === null && !standing.some(({ id }) => id === post.key);
    return {
      ...post,
      assessment,
      state:
        isGone || moved?.deed.kind === 'HIDE_POST'
          ? 'HIDDEN'
          : waits && post.by !== null && !moved
            ? 'HELD'
            : 'VISIBLE',
      contentNotes: about.flatMap(({ deed }) => (deed.kind === 'CONTENT_NOTE' && deed.text ? [deed.text] : [])),
    };
  });
  const reading = readThread(
    posts.map(({ by, at, text, assessment }) => ({
      ...{ author: by ?? 'moderator', role: by === null ? 'moderator' : 'member', minute: at / minute, text },
      ...(assessment ? { assessment } : {}),
    })),
  );
  return {
    posts,
    apart: wordsApart(script, language, steps, happened, now),
    news: happened.flatMap(({ event, at }) =>
      event.kind === 'NEWS' ? [{ key: event.key, text: event.text[language], at }] : [],
    ),
    points: reading.points.flatMap((point, index) => {
      const post = posts[index];
      return post ? [{ ...point, at: post.at, post: post.key }] : [];
    }),
    turnedAt: posts[reading.turnedAt ?? -1]?.key ?? null,
    standing,
    isClosed: standing.some(({ deed }) => deed.kind === 'CLOSE_THREAD'),
    turns: turnsBy(script, steps, now),
  };
}

interface Happening {
  readonly event: ScriptEvent;
  readonly at: number;
}

/** What happened by now, in order. A closed thread takes no post; one that rests, or goes slowly, takes it later. */
function happenings(script: PracticeScript, steps: readonly Step[], now: number): Happening[] {
  const waiting = script.events.flatMap((event) => {
    const begins = event.after === undefined ? 0 : takenAt(script, event.after, steps, now);
    return begins === null ? [] : [{ event, due: begins + event.minute * minute }];
  });
  const happened: Happening[] = [];
  const lastOf = new Map<string, number>();
  while (waiting.length > 0) {
    const next = waiting.reduce((soonest, one) => (one.due < soonest.due ? one : soonest));
    if (next.due > now) break;
    waiting.splice(waiting.indexOf(next), 1);
    const { event, due } = next;
    const taken = (turn: string): boolean => isTaken(script, turn, steps, due);
    if (event.needs?.some((turn) => !taken(turn)) || event.not?.some(taken)) continue;
    if (event.kind === 'POST') {
      if (standsAt(steps, due, 'CLOSE_THREAD').length > 0) continue;
      const later = Math.max(restsUntil(steps, due), slowedUntil(steps, due, lastOf.get(event.by ?? '')));
      if (later > due) {
        waiting.push({ event, due: later });
        continue;
      }
      lastOf.set(event.by ?? '', due);
    }
    happened.push({ event, at: due });
  }
  return happened;
}

/** What of a kind stands at a moment, and has not ended by itself. */
function standsAt(steps: readonly Step[], time: number, kind: SteerStep['deed']['kind']): SteerStep[] {
  return standingAt(steps, time).filter(
    ({ deed }) => deed.kind === kind && (deed.endsAt === null || deed.endsAt > time),
  );
}

function restsUntil(steps: readonly Step[], time: number): number {
  return Math.max(0, ...standsAt(steps, time, 'PAUSE_THREAD').map(({ deed }) => deed.endsAt ?? 0));
}

function slowedUntil(steps: readonly Step[], time: number, last: number | undefined): number {
  const slow = standsAt(steps, time, 'SLOW_MODE').at(-1);
  if (!slow || last === undefined) return 0;
  return Math.min(last + (slow.deed.minutes ?? 0) * minute, slow.deed.endsAt ?? Infinity);
}

function takes(script: PracticeScript, turn: ScriptTurn, { at, deed }: SteerStep): boolean {
  const byWhom = script.events.find(({ key }) => key === deed.post)?.by;
  return (
    turn.anyOf.includes(deed.kind) &&
    at >= (turn.from ?? 0) * minute &&
    at <= (turn.by ?? script.minutes) * minute &&
    (turn.about === undefined || turn.about === deed.post) &&
    (turn.with === undefined || turn.with === byWhom)
  );
}

/** Whether a turn was taken, and what took it still stands. */
function isTaken(script: PracticeScript, key: string, steps: readonly Step[], time: number): boolean {
  const turn = script.turns.find((one) => one.key === key);
  return turn !== undefined && standingAt(steps, time).some((step) => takes(script, turn, step));
}

/** When a turn was first taken, whatever became of it; null when it was not. */
function takenAt(script: PracticeScript, key: string, steps: readonly Step[], now: number): number | null {
  const turn = script.turns.find((one) => one.key === key);
  const first = steps.find(
    (step) =>
      step.at <= now && turn !== undefined && step.deed.do === 'STEER' && takes(script, turn, step as SteerStep),
  );
  return first?.at ?? null;
}

function turnsBy(script: PracticeScript, steps: readonly Step[], now: number): string[] {
  return script.turns
    .flatMap(({ key }) => {
      const at = isTaken(script, key, steps, now) ? takenAt(script, key, steps, now) : null;
      return at === null ? [] : [{ key, at }];
    })
    .sort((one, other) => one.at - other.at)
    .map(({ key }) => key);
}

function wordsApart(
  script: PracticeScript,
  language: Language,
  steps: readonly Step[],
  happened: readonly Happening[],
  now: number,
): PlayedWord[] {
  const said = steps.flatMap(({ id, at, deed }): PlayedWord[] => {
    if (deed.do !== 'STEER' || deed.kind !== 'OPEN_ASIDE' || at > now) return [];
    const member = script.events.find(({ key }) => key === deed.post)?.by;
    return member === undefined ? [] : [{ key: id, with: member, by: null, text: deed.text ?? '', at }];
  });
  const answered = happened.flatMap(({ event, at }): PlayedWord[] =>
    event.kind === 'APART' && event.by !== undefined
      ? [{ key: event.key, with: event.by, by: event.by, text: event.text[language], at }]
      : [],
  );
  return [...said, ...answered].sort((one, other) => one.at - other.at);
}
