import type { Deed, Step } from '../src/domain/step';

const minute = 60_000;
const steering = {
  post: null,
  text: null,
  minutes: null,
  endsAt: null,
  helpline: null,
  reason: 'Om te oefenen.',
} as const;

/** A step that steers, at a minute of the story. */
export function steer(
  at: number,
  kind: Extract<Deed, { do: 'STEER' }>['kind'],
  more: Partial<Extract<Deed, { do: 'STEER' }>> = {},
): Step {
  return { id: `${kind}-${at}`, at: at * minute, deed: { do: 'STEER', ...steering, ...more, kind } };
}

export function look(at: number, ...posts: string[]): Step {
  return { id: `look-${at}`, at: at * minute, deed: { do: 'LOOK', what: 'POSTS', posts } };
}
