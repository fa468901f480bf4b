import { Link, Redirect } from 'wouter';
import { useText } from '../language/text';
import { Page, PageTitle } from '../parts/page';
import { Scene } from '../parts/scene';
import { LanguageChoice } from '../parts/settings-choice';
import { homeOf } from '../session/home-of';
import { useSession } from '../session/session-provider';
import { SignInForm } from './sign-in';

/** What this is, for whoever stands before the door. Also painted before the client has loaded; see `first-paint.tsx`. */
export function WelcomeWords() {
  const t = useText();
  return (
    <section className="stack">
      <Scene place="join" />
      <PageTitle>{t('welcome.title')}</PageTitle>
      <p className="lead quiet">{t('welcome.lead')}</p>
      <dl className="facts">
        <div>
          <dt>{t('welcome.who')}</dt>
          <dd>{t('welcome.whoWords')}</dd>
        </div>
        <div>
          <dt>{t('welcome.know')}</dt>
          <dd>{t('welcome.knowWords')}</dd>
        </div>
        <div>
          <dt>{t('welcome.alone')}</dt>
          <dd>{t('welcome.aloneWords')}</dd>
        </div>
      </dl>
      <LanguageChoice />
    </section>
  );
}

/** The front door: what this is, sign in, or join with a code. */
export function Welcome() {
  const t = useText();
  const { viewer } = useSession();
  if (viewer) return <Redirect to={homeOf(viewer)} replace />;
  return (
    <Page title={t('app.name')}>
      <div className="two two--even joinpage">
        <WelcomeWords />
        <div className="stack">
          <section className="panel stack" aria-labelledby="with-code">
            <h2 id="with-code">{t('welcome.haveCode')}</h2>
            <p className="quiet">{t('welcome.haveCodeWords')}</p>
            <p>
              <Link className="btn btn--main btn--wide" href="/join">
                {t('welcome.join')}
              </Link>
            </p>
          </section>
          <section className="panel stack" aria-labelledby="sign-in">
            <h2 id="sign-in">{t('signIn.title')}</h2>
            <SignInForm />
          </section>
        </div>
      </div>
    </Page>
  );
}
