import type { StaffedHours } from '@kring/kernel';

/** Every day from 9 to 22, until an organisation says otherwise. */
export const defaultStaffedHours: StaffedHours = {
  timeZone: 'Europe/Brussels',
  days: Array.from({ length: 7 }, () => ({ from: 9 * 60, to: 22 * 60 })),
};
