import '../styles/staff.css';
import { type ReactNode, Suspense } from 'react';
import { StaffWords } from '../language/language-provider';
import { Waiting } from '../session/signed-in';

/** What every staff space needs: its words and its styles. Loaded only when one is opened. */
export default function StaffSpace({ children }: { children: ReactNode }) {
  return (
    <StaffWords>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </StaffWords>
  );
}
