const minute = 60_000;

/** How many times as fast as real time a trainee can have a story run. */
export const speeds = [1, 2, 5, 10] as const;
export type Speed = (typeof speeds)[number];
export const isSpeed = (value: number): value is Speed => speeds.some((speed) => speed === value);

/** Where the time of a run stands. */
export interface RunClock {
  readonly speed: Speed;
  /** Milliseconds of the story that had passed at `since`, or when it was stopped. */
  readonly ranMs: number;
  /** Since when it runs on; null while it is stopped. */
  readonly since: Date | null;
}

/** How far the story is, in milliseconds: it goes on by the clock, whoever looks, and stands still at its end. */
export function storyTime(clock: RunClock, minutes: number, now: Date): number {
  const passed = clock.since ? Math.max(0, now.getTime() - clock.since.getTime()) * clock.speed : 0;
  return Math.min(minutes * minute, clock.ranMs + passed);
}

/** The same story from now on: running or not, at this speed. What has passed, has passed. */
export function setPace(
  clock: RunClock,
  minutes: number,
  now: Date,
  to: { readonly running: boolean; readonly speed: Speed },
): RunClock {
  return { speed: to.speed, ranMs: storyTime(clock, minutes, now), since: to.running ? now : null };
}
