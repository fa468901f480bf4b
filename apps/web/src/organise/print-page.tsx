import { useState } from 'react';
import { Link } from 'wouter';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Icon, Ring } from '../parts/icon';
import { PageTitle, useTitle } from '../parts/page';
import { QrCode } from '../staff/qr-code';

/** What stands on a printed invitation; it comes along in the history entry, never in an address or a store. */
export interface PrintedInvitation {
  readonly code: string;
  readonly url: string;
  readonly expiresAt: string;
  readonly group: string;
  readonly organisation: string;
}

function invitationInHistory(): PrintedInvitation | undefined {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'code' in state && 'url' in state
    ? (state as PrintedInvitation)
    : undefined;
}

/** /organise/groups/:id/print: one sheet of paper that invites somebody. */
export function PrintPage({ groupId }: { groupId: string }) {
  const t = useText();
  const moments = useMoments();
  const [invitation] = useState(invitationInHistory);
  useTitle(t('invitePrint.title'));
  const back = (
    <Link className="btn btn--s" href={`/organise/groups/${groupId}`}>
      <Icon name="back" size="s" />
      {t('invitePrint.toGroup')}
    </Link>
  );
  if (!invitation) {
    return (
      <main id="main" className="wrap" tabIndex={-1}>
        <div className="col stack">
          <PageTitle>{t('invitePrint.gone')}</PageTitle>
          <p className="lead quiet">{t('invitePrint.gone.text')}</p>
          <p>{back}</p>
        </div>
      </main>
    );
  }
  const place = `${location.host}/join`;
  return (
    <main id="main" className="paper" tabIndex={-1}>
      <p className="row row--between noprint paper__bar">
        {back}
        <button type="button" className="btn btn--s btn--main" onClick={() => print()}>
          {t('invitePrint.do')}
        </button>
      </p>
      <article className="paper__sheet">
        <p className="brand">
          <Ring />
          {t('app.name')}
        </p>
        <div>
          <p className="paper__lead">{t('invitePrint.invited')}</p>
          <PageTitle>{invitation.group}</PageTitle>
          <p>{t('invitePrint.by', { organisation: invitation.organisation })}</p>
        </div>
        <div className="paper__code">
          <QrCode text={invitation.url} label={t('invite.qr')} />
          <div className="stack-s">
            <p>
              <b>{t('invitePrint.scan')}</b> {t('invitePrint.type', { place })}
            </p>
            <p className="codetext codetext--l">{invitation.code}</p>
            <p className="meta">{t('invitePrint.until', { when: moments.day(invitation.expiresAt) })}</p>
          </div>
        </div>
        <p>{t('invitePrint.anonymous')}</p>
        <p className="paper__help">{t('invitePrint.help')}</p>
      </article>
    </main>
  );
}
