import { eventType } from '@kring/platform';

/** Somebody left a group; `erase` says whether what they wrote goes too. */
export const membershipLeft = eventType<{
  readonly groupId: string;
  readonly membershipId: string;
  readonly erase: 'yes' | 'no';
}>('membership.left');

/** Moderators ended the membership of somebody who was in a group. */
export const membershipRemoved = eventType<{
  readonly groupId: string;
  readonly membershipId: string;
}>('membership.removed');
