import { Route, Switch } from 'wouter';
import { NotFound } from '../public/not-found';

/** The pages under /moderate. */
export default function ModerateRoutes() {
  return (
    <Switch>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
