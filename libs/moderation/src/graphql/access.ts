import { type AccessRule, aModerator } from '@kring/platform';

/** For queries: others get the same null as for what is not there. */
export const moderatorReads: AccessRule = { ...aModerator, refusal: null };
