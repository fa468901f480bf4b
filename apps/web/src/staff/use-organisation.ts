import { useState } from 'react';
import { type Viewer, useViewer } from '../session/session-provider';

type Position = Viewer['staffPositions'][number];
export type StaffRole = Position['role'];
export type StaffOrganisation = Position['organisation'];

const key = 'kring.staff.organisation';

function remembered(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** The roles that work at the moderators' desk. */
export const deskRoles: readonly StaffRole[] = ['MODERATOR', 'SUPERVISOR'];

/** The roles that run an organisation. */
export const organiserRoles: readonly StaffRole[] = ['ORGANISER'];

export interface ChosenOrganisation {
  /** Undefined when the viewer holds none of the roles anywhere. */
  readonly organisation: StaffOrganisation | undefined;
  readonly organisations: readonly StaffOrganisation[];
  readonly position: Position | undefined;
  readonly choose: (id: string) => void;
}

/** The organisation somebody works for now, among those where they hold one of `roles`; remembered for this visit. */
export function useOrganisation(roles: readonly StaffRole[]): ChosenOrganisation {
  const viewer = useViewer();
  const [chosen, setChosen] = useState(remembered);
  const positions = viewer.staffPositions.filter(({ role }) => roles.includes(role));
  const position = positions.find(({ organisation }) => organisation.id === chosen) ?? positions[0];
  const organisations = positions
    .map(({ organisation }) => organisation)
    .filter((one, index, all) => all.findIndex(({ id }) => id === one.id) === index);
  return {
    organisation: position?.organisation,
    organisations,
    position,
    choose(id) {
      setChosen(id);
      try {
        sessionStorage.setItem(key, id);
      } catch {
        // Storage is switched off: it holds for this page.
      }
    },
  };
}
