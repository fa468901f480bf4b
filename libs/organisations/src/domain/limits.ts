import type { TextRule } from '@kring/kernel';

export const organisationNameRule: TextRule = { field: 'name', limit: 120, oneLine: true };
export const displayNameRule: TextRule = { field: 'displayName', limit: 40, oneLine: true };
export const staffInvitationDays = 7;
