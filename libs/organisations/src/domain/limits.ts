import type { TextRule } from '@kring/kernel';

export const organisationNameRule: TextRule = { field: 'name', limit: 120, oneLine: true };
export const displayNameRule: TextRule = { field: 'displayName', limit: 40, oneLine: true };
export const staffInvitationDays = 7;
export const rotaPeopleLimit = 20;
export const rotaGroupsLimit = 100;
/** Rows of hours, over all groups: what one look at the staffing reads. */
export const rotaHoursLimit = 400;
