import { type AccessRule, aModerator, moderatorOfNamed } from '@kring/platform';

/** For queries: others get the same null as for what is not there. */
export const moderatorReads: AccessRule = { ...aModerator, refusal: null };

/** For the subscription, which has no null to answer with. */
export const moderatorFollows: AccessRule = { ...moderatorOfNamed('organisationId'), refusal: 'NOT_ALLOWED' };
