import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { Note } from '../parts/note';
import { LanguageChoice, ThemeChoice } from '../parts/settings-choice';
import { useSession } from '../session/session-provider';
import { CallSignalsChoice } from './call-signals-choice';
import type { StaffPlace } from './staff-place';
import { forgetStaffDrafts } from './use-draft';

/** The other spaces somebody may go to, then language, theme and the way out. */
export function StaffMenu({ places, onClose }: { places: readonly StaffPlace[]; onClose: () => void }) {
  const t = useText();
  const [path, navigate] = useLocation();
  const { viewer, signOut } = useSession();
  const [failed, setFailed] = useState(false);
  const positions = viewer?.staffPositions ?? [];
  const spaces: StaffPlace[] = [...places];
  if (positions.some(({ role }) => role !== 'ORGANISER') && !path.startsWith('/moderate')) {
    spaces.push({ href: '/moderate', label: t('staff.nav.moderate') });
  }
  if (positions.some(({ role }) => role === 'ORGANISER') && !path.startsWith('/organise')) {
    spaces.push({ href: '/organise', label: t('staff.nav.organise') });
  }
  if (viewer && viewer.memberships.length > 0) spaces.push({ href: '/groups', label: t('staff.nav.members') });
  const leave = async () => {
    try {
      await signOut();
      forgetStaffDrafts();
      navigate('/sign-in', { replace: true });
    } catch {
      setFailed(true);
    }
  };
  return (
    <Dialog title={t('staff.menu')} onClose={onClose}>
      {spaces.length > 0 && (
        <nav aria-label={t('staff.nav')}>
          <ul className="menulist">
            {spaces.map(({ href, label, waiting }) => (
              <li key={href}>
                <Link href={href} aria-current={href === path ? 'page' : undefined} onClick={onClose}>
                  {label}
                  {waiting && waiting.count > 0 && <span className="meta">{waiting.words}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <section className="stack-s">
        <h3>{t('staff.settings')}</h3>
        <LanguageChoice />
        <ThemeChoice />
      </section>
      {positions.some(({ role }) => role !== 'ORGANISER') && (
        <section className="stack-s">
          <h3>{t('calls.signals')}</h3>
          <CallSignalsChoice />
        </section>
      )}
      {failed && (
        <Note icon="alert" live="alert">
          <p>{t('staff.signOut.failed')}</p>
        </Note>
      )}
      {viewer && (
        <p>
          <button type="button" className="btn" onClick={() => void leave()}>
            {t('staff.signOut')}
          </button>
        </p>
      )}
    </Dialog>
  );
}
