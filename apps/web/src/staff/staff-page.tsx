import type { ReactNode } from 'react';
import { useOnline } from '../connection/online';
import { Say } from '../language/text';
import { Note } from '../parts/note';
import { useTitle } from '../parts/page';
import { StaffBar } from './staff-bar';
import type { StaffPlace } from './staff-place';
import type { ChosenOrganisation } from './use-organisation';

interface Props {
  /** For the tab: says what the page is for. */
  title: string;
  places?: readonly StaffPlace[];
  chosen?: ChosenOrganisation;
  children: ReactNode;
}

/** The frame of the staff pages outside the desk: bar, offline notice, main. */
export function StaffPage({ title, places = [], chosen, children }: Props) {
  useTitle(title);
  return (
    <div className="staffpage">
      <StaffBar places={places} {...(chosen ? { chosen } : {})} />
      <main id="main" className="wrap" tabIndex={-1}>
        <OfflineNote />
        {children}
      </main>
    </div>
  );
}

/** Says that what is on the screen may be old; nothing while there is a connection. */
export function OfflineNote() {
  const online = useOnline();
  if (online) return null;
  return (
    <div className="offline">
      <Note icon="offline" kind="wait" live="status">
        <p>
          <Say id="staff.offline" />
        </p>
      </Note>
    </div>
  );
}
