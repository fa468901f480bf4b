import { Route, Switch, useLocation } from 'wouter';
import { NotFound } from '../public/not-found';
import { organiserRoles, useOrganisation } from '../staff/use-organisation';
import { CreateGroupPage } from './create-group-page';
import { GroupPage } from './group-page';
import { OverviewPage } from './overview-page';
import { PrintPage } from './print-page';
import { PromptsPage } from './prompts-page';
import { RotaPage } from './rota-page';
import { TeamPage } from './team-page';
import { TemplatesPage } from './templates-page';

/** The pages under /organise, for organisers. */
export default function OrganiseRoutes() {
  const [path, navigate] = useLocation();
  const all = useOrganisation(organiserRoles);
  const { organisation } = all;
  if (!organisation) return <NotFound />;
  const chosen = {
    ...all,
    choose(id: string) {
      all.choose(id);
      // A group's page belongs to one organisation; the overview and the team exist in each.
      if (path.startsWith('/organise/groups')) navigate('/organise');
    },
  };
  const common = { chosen, organisation };
  return (
    <Switch>
      <Route path="/organise">
        <OverviewPage {...common} />
      </Route>
      <Route path="/organise/groups/new">
        <CreateGroupPage key={organisation.id} {...common} />
      </Route>
      <Route path="/organise/groups/:id">{({ id }) => <GroupPage key={id} id={id} chosen={chosen} />}</Route>
      <Route path="/organise/groups/:id/print">{({ id }) => <PrintPage groupId={id} />}</Route>
      <Route path="/organise/rota">
        <RotaPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/organise/team">
        <TeamPage key={organisation.id} {...common} />
      </Route>
      <Route path="/organise/templates">
        <TemplatesPage key={organisation.id} {...common} />
      </Route>
      <Route path="/organise/prompts">
        <PromptsPage key={organisation.id} {...common} />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
