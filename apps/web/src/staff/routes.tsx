import { Route, Switch } from 'wouter';
import { NotFound } from '../public/not-found';

/** The pages under /staff. */
export default function StaffRoutes() {
  return (
    <Switch>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
