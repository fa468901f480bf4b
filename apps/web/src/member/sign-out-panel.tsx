import { useState } from 'react';
import { useLocation } from 'wouter';
import { useText } from '../language/text';
import { FailureNote } from '../parts/problem-note';
import { useSession } from '../session/session-provider';

/** Signing out, with what it does to this device. */
export function SignOutPanel() {
  const t = useText();
  const { signOut } = useSession();
  const [, go] = useLocation();
  const [failed, setFailed] = useState(false);
  return (
    <section className="panel stack-s" aria-labelledby="sign-out">
      <h2 id="sign-out">{t('me.signOut')}</h2>
      <p className="quiet">{t('me.signOutWords')}</p>
      {failed && <FailureNote offline={!navigator.onLine} />}
      <p>
        <button
          type="button"
          className="btn"
          onClick={() => {
            setFailed(false);
            signOut().then(
              () => go('/', { replace: true }),
              () => setFailed(true),
            );
          }}
        >
          {t('me.signOutGo')}
        </button>
      </p>
    </section>
  );
}
