import { type Clock, systemClock } from '@kring/kernel';

/** The machine's own clock, set ahead at will: leases, pauses and waits end without anybody waiting for them. */
export function movingClock(): Clock & { forward(minutes: number): void } {
  let ahead = 0;
  return {
    now: () => new Date(systemClock.now().getTime() + ahead),
    forward: (minutes) => {
      ahead += minutes * 60_000;
    },
  };
}
