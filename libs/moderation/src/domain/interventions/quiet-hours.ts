import { ok, readDailyHours } from '@kring/kernel';
import { type InterventionRule, mayEnd, setting } from './rule';

/** A thread is read-only between two times of the day, each day, in the organisation's time zone. */
export const quietHours = {
  ...setting,
  words: { messageToMembers: 'messageToMembers' },
  terms: (input) => {
    const hours = readDailyHours({ from: input.from ?? '', to: input.to ?? '' });
    return hours.ok ? ok({ quietHours: { ...hours.value, timeZone: input.timeZone ?? 'UTC' } }) : hours;
  },
  end: mayEnd,
  sets: (one) => ({
    quietHours: one.terms.quietHours ?? null,
    quietEndsAt: one.endsAt,
    quietExplanation: one.messageToMembers,
  }),
} as const satisfies InterventionRule;
