import type { CreateInvitationMutation, OrganiserGroupQuery } from '../generated/staff-documents';

/** A group as its organiser sees it. */
export type OrganiserGroup = NonNullable<OrganiserGroupQuery['group']>;

/** An invitation with its code, in the moment it is made. */
export type MadeInvitation = Extract<CreateInvitationMutation['createInvitation'], { __typename: 'Invitation' }>;
