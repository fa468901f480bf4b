import { useLocation } from 'wouter';
import type { MembershipState } from '../generated/documents';
import { useText } from '../language/text';
import { Page, PageTitle } from '../parts/page';
import { RecoveryCodes } from '../parts/recovery-codes';
import { useSession } from '../session/session-provider';

export interface JoinedGroup {
  membership: { state: MembershipState; group: { id: string; name: string } };
  /** Shown once; empty for somebody who had an account. */
  recoveryCodes: readonly string[];
}

/** It worked. First the codes, which are shown only now; then the group, or the wait for a yes. */
export function Joined({ joined }: { joined: JoinedGroup }) {
  const t = useText();
  const { startAnew } = useSession();
  const [, go] = useLocation();
  const { group, state } = joined.membership;
  const enter = () => {
    startAnew();
    go(`/groups/${group.id}`, { replace: true });
  };
  return (
    <Page title={t('joined.title')}>
      <div className="col narrow stack">
        <PageTitle always>{t('joined.title')}</PageTitle>
        <p className="lead">{t(state === 'REQUESTED' ? 'joined.requested' : 'joined.active', { group: group.name })}</p>
        {joined.recoveryCodes.length > 0 ? (
          <section className="panel stack" aria-labelledby="codes">
            <h2 id="codes">{t('joined.codes')}</h2>
            <RecoveryCodes codes={joined.recoveryCodes} onKept={enter} />
          </section>
        ) : (
          <p>
            <button type="button" className="btn btn--main" onClick={enter}>
              {t('joined.enter')}
            </button>
          </p>
        )}
      </div>
    </Page>
  );
}
