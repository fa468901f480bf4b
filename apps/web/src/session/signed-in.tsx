import { type ReactNode, Suspense } from 'react';
import { Redirect, useLocation } from 'wouter';
import { useText } from '../language/text';
import { Loading } from '../parts/loading';
import { Page, PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { useSession } from './session-provider';

/** Lets only a signed-in person through; others go to the sign-in page and come back afterwards. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { viewer, failed, ended, refresh } = useSession();
  const [path] = useLocation();
  const t = useText();
  if (viewer) return <Suspense fallback={<Waiting />}>{children}</Suspense>;
  if (viewer === null) {
    const next = `/sign-in?next=${encodeURIComponent(path)}${ended ? '&ended=yes' : ''}`;
    return <Redirect to={next} replace />;
  }
  if (!failed) return <Waiting />;
  return (
    <Page title={t('app.name')}>
      <div className="col stack">
        <PageTitle>{t('failure.title')}</PageTitle>
        <FailureNote offline={!navigator.onLine} onRetry={refresh} />
      </div>
    </Page>
  );
}

/** The frame while a page or the session is on its way. */
export function Waiting() {
  const t = useText();
  return (
    <Page title={t('app.name')}>
      <div className="col">
        <Loading words={t('loading.page')} />
      </div>
    </Page>
  );
}
