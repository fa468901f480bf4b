import type { StaffRole } from './use-organisation';

interface Somebody {
  readonly isSteward: boolean;
  readonly staffPositions: readonly { readonly role: StaffRole }[];
}

/** Where a staff member's work is: the desk for who reads along, the organiser's pages for who runs the groups. */
export function staffLanding({ isSteward, staffPositions }: Somebody): string {
  if (staffPositions.some(({ role }) => role !== 'ORGANISER')) return '/moderate';
  if (staffPositions.length > 0) return '/organise';
  return isSteward ? '/staff' : '/';
}
