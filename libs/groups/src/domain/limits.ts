import type { TextRule } from '@kring/kernel';

export const groupNameRule: TextRule = { field: 'name', limit: 80, oneLine: true };
export const descriptionRule: TextRule = { field: 'description', limit: 500 };
export const charterRule: TextRule = { field: 'charter', limit: 10_000 };
export const admissionReasonRule: TextRule = { field: 'reason', limit: 1000, optional: true, filled: true };
export const invitationMostDays = 90;
export const openInvitationUses = 30;
export const openInvitationMostUses = 500;
