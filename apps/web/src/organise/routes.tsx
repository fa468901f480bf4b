import { Route, Switch } from 'wouter';
import { NotFound } from '../public/not-found';

/** The pages under /organise. */
export default function OrganiseRoutes() {
  return (
    <Switch>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
