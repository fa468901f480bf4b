import { Suspense, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { OutboxProvider } from './drafts/outbox';
import type { Connection } from './graphql/client';
import { useText } from './language/text';
import { HelpCard } from './member/help-card';
import { useShownHelp } from './member/help-shown';
import { ErrorBoundary } from './parts/error-boundary';
import { Sprite } from './parts/sprite';
import { page } from './pages';
import { Help } from './public/help';
import { LeftCover } from './public/left-cover';
import { NotFound } from './public/not-found';
import { SignIn } from './public/sign-in';
import { Welcome } from './public/welcome';
import { wasLeft } from './rail/quick-exit';
import { Rail } from './rail/rail';
import { useRouteChange } from './session/route-change';
import { SessionProvider } from './session/session-provider';
import { SignedIn, Waiting } from './session/signed-in';

const staffPath = /^\/(?:moderate|organise|staff)(?:\/|$)/u;
const Join = page(/^\/join/, () => import('./public/join'));
const Recover = page(/^\/recover$/, () => import('./public/recover'));
const Groups = page(/^\/groups$/, () => import('./member/groups'));
const GroupPage = page(/^\/groups\/[^/]+$/, () => import('./member/group-page'));
const WriteStory = page(/^\/groups\/[^/]+\/write$/, () => import('./member/write-story'));
const ThreadPage = page(/^\/threads\//, () => import('./member/thread-page'));
const Decisions = page(/^\/me\/decisions$/, () => import('./member/decisions-page'));
const AsidePage = page(/^\/asides\//, () => import('./member/aside-page'));
const Me = page(/^\/me$/, () => import('./member/me'));
const StaffSpace = page(staffPath, () => import('./staff/staff-space'));
const ModerateRoutes = page(/^\/moderate/, () => import('./moderate/routes'));
const OrganiseRoutes = page(/^\/organise/, () => import('./organise/routes'));
const StaffRoutes = page(/^\/staff/, () => import('./staff/routes'));

function Pages() {
  const help = useShownHelp();
  if (help) return <HelpCard shown={help} />;
  return (
    <Switch>
      <Route path="/">
        <Welcome />
      </Route>
      <Route path="/sign-in">
        <SignIn />
      </Route>
      <Route path="/help">
        <Help />
      </Route>
      <Route path="/join/:code?">
        <Join />
      </Route>
      <Route path="/recover">
        <Recover />
      </Route>
      <Route path="/groups">
        <SignedIn>
          <Groups />
        </SignedIn>
      </Route>
      <Route path="/groups/:id">
        <SignedIn>
          <GroupPage />
        </SignedIn>
      </Route>
      <Route path="/groups/:id/write">
        <SignedIn>
          <WriteStory />
        </SignedIn>
      </Route>
      <Route path="/threads/:id">
        <SignedIn>
          <ThreadPage />
        </SignedIn>
      </Route>
      <Route path="/asides/:id">
        <SignedIn>
          <AsidePage />
        </SignedIn>
      </Route>
      <Route path="/me">
        <SignedIn>
          <Me />
        </SignedIn>
      </Route>
      <Route path="/me/decisions">
        <SignedIn>
          <Decisions />
        </SignedIn>
      </Route>
      <Route path="/moderate/*?">
        <SignedIn>
          <StaffSpace>
            <ModerateRoutes />
          </StaffSpace>
        </SignedIn>
      </Route>
      <Route path="/organise/*?">
        <SignedIn>
          <StaffSpace>
            <OrganiseRoutes />
          </StaffSpace>
        </SignedIn>
      </Route>
      <Route path="/staff/*?">
        <StaffSpace>
          <StaffRoutes />
        </StaffSpace>
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** The whole client: the spaces, and the rail outside the staff spaces. */
export function App({ connection }: { connection: Connection }) {
  const t = useText();
  const [path] = useLocation();
  const [left, setLeft] = useState(wasLeft);
  useRouteChange();
  if (left) return <LeftCover onReturn={() => setLeft(false)} />;
  return (
    <>
      <Sprite />
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <SessionProvider first={connection}>
        <OutboxProvider>
          <ErrorBoundary key={path}>
            <Suspense fallback={<Waiting />}>
              <Pages />
            </Suspense>
          </ErrorBoundary>
        </OutboxProvider>
      </SessionProvider>
      {!staffPath.test(path) && <Rail />}
    </>
  );
}
