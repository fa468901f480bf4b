import { fail, invalid, ok, readTimeOfDay } from '@kring/kernel';
import { type InterventionRule, mayEnd, setting } from './rule';

/** A thread is read-only between two times of the day, each day, in the organisation's time zone. */
export const quietHours = {
  ...setting,
  words: { messageToMembers: 'messageToMembers' },
  terms: (input) => {
    const from = readTimeOfDay(input.from ?? '');
    if (from === null) return fail(invalid('from', 'time_of_day'));
    const to = readTimeOfDay(input.to ?? '');
    if (to === null) return fail(invalid('to', 'time_of_day'));
    if (from === to) return fail(invalid('to', 'same_time'));
    return ok({ quietHours: { from, to, timeZone: input.timeZone ?? 'UTC' } });
  },
  end: mayEnd,
  sets: (one) => ({
    quietHours: one.terms.quietHours ?? null,
    quietEndsAt: one.endsAt,
    quietExplanation: one.messageToMembers,
  }),
} as const satisfies InterventionRule;
