import type { InvitationQuery } from '../generated/documents';
import { locales, useLanguage } from '../language/language';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { PageTitle } from '../parts/page';
import { Scene } from '../parts/scene';
import { Words } from '../parts/words';

export type InvitationShown = NonNullable<InvitationQuery['invitation']>;

/** Before anybody gives anything: who runs the group, who reads along, what is known, and the agreements. */
export function InvitationAbout({ invitation }: { invitation: InvitationShown }) {
  const t = useText();
  const names = new Intl.ListFormat(locales[useLanguage()], { type: 'conjunction' }).format(invitation.moderators);
  return (
    <section className="stack">
      <Scene place="join" />
      <div>
        <p className="meta">{t('join.from', { organisation: invitation.organisationName })}</p>
        <PageTitle>{t('join.welcome', { group: invitation.groupName })}</PageTitle>
      </div>
      <p className="lead quiet">{invitation.groupDescription}</p>
      <dl className="facts">
        <div>
          <dt>{t('join.who')}</dt>
          <dd>
            {t('join.whoWords', {
              organisation: invitation.organisationName,
              names,
              count: invitation.moderators.length,
            })}
          </dd>
        </div>
        <div>
          <dt>{t('join.read')}</dt>
          <dd>{t('join.readWords')}</dd>
        </div>
        <div>
          <dt>{t('join.know')}</dt>
          <dd>{t('join.knowWords')}</dd>
        </div>
        <div>
          <dt>{t('join.wrong')}</dt>
          <dd>{t('join.wrongWords')}</dd>
        </div>
      </dl>
      <details className="disclose" open>
        <summary>
          <Icon name="next" />
          {t('join.charter')}
        </summary>
        <div className="stack-s charter">
          <Words text={invitation.charter.text} />
        </div>
      </details>
    </section>
  );
}
