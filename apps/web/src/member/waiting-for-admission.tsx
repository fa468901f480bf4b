import { useEffect } from 'react';
import { Say, useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import { useSession } from '../session/session-provider';
import { MemberPage } from './member-page';

/** Asked to join with an open code: a person decides, and the page says so. Looks again by itself. */
export function WaitingForAdmission({ groupName }: { groupName: string }) {
  const t = useText();
  const { refresh } = useSession();
  useEffect(() => {
    const timer = setInterval(refresh, 20_000);
    return () => clearInterval(timer);
  }, [refresh]);
  return (
    <MemberPage title={t('waiting.title')}>
      <div className="col stack">
        <PageTitle>{t('waiting.title')}</PageTitle>
        <p className="lead">{t('waiting.lead', { group: groupName })}</p>
        <Note icon="clock" kind="wait">
          <p>
            <Say id="waiting.words" />
          </p>
        </Note>
        <ol className="steps panel">
          <li className="is-done">
            <Icon name="check" size="s" />
            <span>{t('waiting.done')}</span>
          </li>
          <li>
            <Icon name="clock" size="s" />
            <span>{t('waiting.now')}</span>
          </li>
          <li>
            <Icon name="people" size="s" />
            <span>{t('waiting.next')}</span>
          </li>
        </ol>
      </div>
    </MemberPage>
  );
}
