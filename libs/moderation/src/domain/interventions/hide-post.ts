import { move, moveBack } from './move-post';
import { type InterventionRule, onPost } from './rule';

/** Nobody but its author and the moderators sees it; its author gets the reasons. */
export const hidePost = {
  ...onPost,
  words: { messageToAuthor: 'messageToAuthor' },
  act: move(['VISIBLE', 'HELD', 'RETURNED'], 'HIDDEN'),
  takeBack: moveBack('HIDDEN'),
  onSecondLook: { do: 'MOVE', to: 'VISIBLE', message: null },
} as const satisfies InterventionRule;
