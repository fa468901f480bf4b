import { ok } from '@kring/kernel';
import { type InterventionRule, mayEnd, setting } from './rule';

/** Each member can post once in N minutes; or only who writes much more than the others, and not who opened the thread. */
export const slowMode = {
  ...setting,
  takesMinutes: true,
  terms: ({ slowModeFor = 'EVERYONE', sparesOpener = false }) => ok({ slowModeFor, sparesOpener }),
  end: mayEnd,
  sets: ({ minutes, endsAt, terms }) => ({
    slowModeMinutes: minutes,
    slowModeEndsAt: endsAt,
    slowModeFor: terms.slowModeFor ?? 'EVERYONE',
    slowModeSparesOpener: terms.sparesOpener ?? false,
  }),
} as const satisfies InterventionRule;
