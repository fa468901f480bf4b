import { Link, Redirect } from 'wouter';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { PageTitle } from '../parts/page';
import { homeOf } from '../session/home-of';
import { useViewer } from '../session/session-provider';
import { SignedIn } from '../session/signed-in';
import { StaffPage } from './staff-page';

/** /staff: sends staff to their space; tells a steward where their work is; tells anybody else that there is nothing here. */
export function StaffHome() {
  return (
    <SignedIn>
      <Home />
    </SignedIn>
  );
}

function Home() {
  const viewer = useViewer();
  if (viewer.staffPositions.length > 0) return <Redirect to={homeOf(viewer)} replace />;
  return viewer.isSteward ? <Steward /> : <NoPlace />;
}

function Steward() {
  const t = useText();
  return (
    <StaffPage title={t('staff.steward')}>
      <div className="col stack">
        <PageTitle>{t('staff.steward')}</PageTitle>
        <p className="lead quiet">{t('staff.steward.text')}</p>
      </div>
    </StaffPage>
  );
}

/** For somebody who is signed in but does not belong to the staff of any organisation. */
export function NoPlace() {
  const t = useText();
  return (
    <StaffPage title={t('staff.home.none')}>
      <div className="col stack">
        <PageTitle>{t('staff.home.none')}</PageTitle>
        <p className="lead quiet">{t('staff.home.none.text')}</p>
        <p>
          <Link className="btn" href="/groups">
            <Icon name="people" size="s" />
            {t('staff.home.members')}
          </Link>
        </p>
      </div>
    </StaffPage>
  );
}
