import { move, moveBack } from './move-post';
import { type InterventionRule, onPost } from './rule';

/** What waited or was out of sight is shown. */
export const releasePost = {
  ...onPost,
  act: move(['HELD', 'RETURNED', 'HIDDEN'], 'VISIBLE'),
  takeBack: moveBack('VISIBLE'),
} as const satisfies InterventionRule;
