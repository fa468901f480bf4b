import { fail, notFound, ok } from '@kring/kernel';
import { type InterventionRule, mayEnd, setting } from './rule';

/** A question from the organisation's library stands above the reply box, in the words that it had when it was chosen. */
export const reframePrompt = {
  ...setting,
  terms: ({ promptId, prompt }) =>
    promptId && prompt ? ok({ promptId, prompt }) : fail({ ...notFound, field: 'promptId' }),
  end: mayEnd,
  sets: (one) => ({ prompt: one.terms.prompt ?? null, promptEndsAt: one.endsAt }),
} as const satisfies InterventionRule;
