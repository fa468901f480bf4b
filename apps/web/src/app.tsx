import { Suspense, lazy, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { OutboxProvider } from './drafts/outbox';
import { useText } from './language/text';
import { HelpCard } from './member/help-card';
import { useShownHelp } from './member/help-shown';
import { ErrorBoundary } from './parts/error-boundary';
import { Sprite } from './parts/sprite';
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

const Join = lazy(() => import('./public/join'));
const Recover = lazy(() => import('./public/recover'));
const Groups = lazy(() => import('./member/groups'));
const GroupPage = lazy(() => import('./member/group-page'));
const WriteStory = lazy(() => import('./member/write-story'));
const ThreadPage = lazy(() => import('./member/thread-page'));
const Me = lazy(() => import('./member/me'));
const StaffSpace = lazy(() => import('./staff/staff-space'));
const ModerateRoutes = lazy(() => import('./moderate/routes'));
const OrganiseRoutes = lazy(() => import('./organise/routes'));
const StaffRoutes = lazy(() => import('./staff/routes'));

function isStaffPath(path: string): boolean {
  return /^\/(?:moderate|organise|staff)(?:\/|$)/u.test(path);
}

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
      <Route path="/me">
        <SignedIn>
          <Me />
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
export function App() {
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
      <SessionProvider>
        <OutboxProvider>
          <ErrorBoundary key={path}>
            <Suspense fallback={<Waiting />}>
              <Pages />
            </Suspense>
          </ErrorBoundary>
        </OutboxProvider>
      </SessionProvider>
      {!isStaffPath(path) && <Rail />}
    </>
  );
}
