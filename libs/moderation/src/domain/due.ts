import { type StaffedTime, staffedMomentAfter } from '@kring/kernel';
import type { Severity } from '@kring/safety';

const minute = 60_000;

/**
 * How soon somebody must have looked: CRISIS and RED in plain minutes, at any hour; AMBER and GREEN in minutes that the
 * group is staffed.
 */
const patience: Readonly<Record<Severity, { readonly minutes: number; readonly staffed: boolean }>> = {
  CRISIS: { minutes: 5, staffed: false },
  RED: { minutes: 60, staffed: false },
  AMBER: { minutes: 8 * 60, staffed: true },
  GREEN: { minutes: 24 * 60, staffed: true },
};

/** When somebody must have looked at something of this severity that came up at `from`. */
export function dueAt(severity: Severity, from: Date, time: StaffedTime): Date {
  const { minutes, staffed } = patience[severity];
  return staffed ? staffedMomentAfter(time, from, minutes) : new Date(from.getTime() + minutes * minute);
}
