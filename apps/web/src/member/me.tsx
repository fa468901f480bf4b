import { Link } from 'wouter';
import { useText } from '../language/text';
import { Drawing } from '../parts/drawing';
import { PageTitle } from '../parts/page';
import { LanguageChoice, ThemeChoice } from '../parts/settings-choice';
import { useViewer } from '../session/session-provider';
import { LeaveGroup } from './leave-group';
import { MemberPage } from './member-page';
import { MySessions } from './my-sessions';
import { MySpotlights } from './my-spotlights';
import { RenewCodes } from './renew-codes';
import { SignOutPanel } from './sign-out-panel';

/** Everything about me here, and my control over it. */
export default function Me() {
  const t = useText();
  const { memberships } = useViewer();
  const mine = memberships.filter((one) => one.state !== 'LEFT' && one.state !== 'REMOVED');
  return (
    <MemberPage title={t('me.title')}>
      <div className="two two--even">
        <div className="stack">
          <PageTitle>{t('me.title')}</PageTitle>
          <p className="lead quiet">{t('me.lead')}</p>
          <MySpotlights />
          {mine.length > 0 && (
            <section className="panel stack" aria-labelledby="my-groups">
              <h2 id="my-groups">{t('me.groups')}</h2>
              <ul className="stack">
                {mine.map((one) => (
                  <li key={one.id} className="mygroup">
                    <Drawing avatar={one.avatar} />
                    <div>
                      <p>
                        <b>{one.nickname}</b> <span className="quiet">{t('me.in', { group: one.group.name })}</span>
                      </p>
                      <LeaveGroup membership={one} />
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="panel stack" aria-labelledby="my-look">
            <h2 id="my-look">{t('me.look')}</h2>
            <h3>{t('language.choose')}</h3>
            <LanguageChoice />
            <h3>{t('theme.choose')}</h3>
            <ThemeChoice />
          </section>
        </div>
        <div className="stack">
          <section className="panel stack-s" aria-labelledby="my-decisions">
            <h2 id="my-decisions">{t('decisions.title')}</h2>
            <p className="quiet">{t('decisions.about')}</p>
            <p>
              <Link className="btn btn--s" href="/me/decisions">
                {t('decisions.read')}
              </Link>
            </p>
          </section>
          <SignOutPanel />
          <RenewCodes />
          <MySessions />
        </div>
      </div>
    </MemberPage>
  );
}
