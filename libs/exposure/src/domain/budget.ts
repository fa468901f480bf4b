import { localDay, wallClock } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import type { Theme } from './themes';

/** How much one shift asks of one person at most: conversations that are red or a crisis, and conversations about one theme. */
export interface Budget {
  readonly severe: number;
  readonly sameTheme: number;
}

/** Until an organisation sets its own. */
export const usualBudget: Budget = { severe: 10, sameTheme: 8 };
export const mostInBudget = 100;

/** One conversation that somebody read in one shift. */
export interface Exposure {
  readonly severity: Severity;
  readonly theme: Theme | null;
}

export interface Spent {
  readonly severe: number;
  readonly byTheme: readonly { readonly theme: Theme; readonly count: number }[];
  /** The shift asked as much as it may; what is left is lighter work, or a pause. A crisis may always be taken. */
  readonly isSpent: boolean;
}

/** Whether a conversation of this severity weighs at all. */
export const weighs = (severity: Severity): boolean => severity !== 'GREEN';
const isSevere = (severity: Severity): boolean => severity === 'RED' || severity === 'CRISIS';

export function spentOf(exposures: readonly Exposure[], budget: Budget): Spent {
  const severe = exposures.filter(({ severity }) => isSevere(severity)).length;
  const counts = new Map<Theme, number>();
  for (const { theme } of exposures) if (theme) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  const byTheme = [...counts].map(([theme, count]) => ({ theme, count })).sort((a, b) => b.count - a.count);
  return {
    severe,
    byTheme,
    isSpent: severe >= budget.severe || byTheme.some(({ count }) => count >= budget.sameTheme),
  };
}

/** When the shift began that what is read now counts for: the duty, or without one the day that calendars in a zone show. */
export function shiftBegan(dutyBegan: Date | null, now: Date, timeZone: string): Date {
  return dutyBegan ?? wallClock(timeZone)(localDay(now, timeZone), 0, 'EARLIER');
}
