import { Route, Switch } from 'wouter';
import { NotFound } from '../public/not-found';
import { OneTimeCodePage } from './one-time-code-page';
import { StaffHome } from './staff-home';
import { StaffJoinPage } from './staff-join-page';

/** The pages under /staff. */
export default function StaffRoutes() {
  return (
    <Switch>
      <Route path="/staff">
        <StaffHome />
      </Route>
      <Route path="/staff/join">
        <StaffJoinPage />
      </Route>
      <Route path="/staff/one-time-code">
        <OneTimeCodePage />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
