/** Time as an argument: rules never ask the machine for it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved; for tests and for loading conversations of the past. */
export function fixedClock(start: Date): Clock & { set(moment: Date): void } {
  let current = start;
  return {
    now: () => new Date(current),
    set: (moment) => {
      current = moment;
    },
  };
}
