import { Route, Switch, useLocation } from 'wouter';
import { NotFound } from '../public/not-found';
import { deskRoles, useOrganisation } from '../staff/use-organisation';
import { AdmissionsPage } from './admissions-page';
import { AsideTalkPage } from './aside-talk-page';
import { AsidesPage } from './asides-page';
import { CarePage } from './care-page';
import { BlindReadingsPage } from './blind-readings-page';
import { DeskPage } from './desk-page';
import { GuidelinesPage } from './guidelines-page';
import { FiguresPage } from './figures-page';
import { HandOverPage } from './hand-over-page';
import { LearningPage } from './learning-page';
import { PracticePage } from './practice/practice-page';
import { PracticeRunPage } from './practice/practice-run-page';
import { PracticeTeamPage } from './practice/practice-team-page';
import { PromptsPage } from './prompts-page';
import { QualityPage } from './quality-page';
import { RotaPage } from './rota-page';
import { TemplatesPage } from './templates-page';
import { WatchingPage } from './watching-page';

/** The pages under /moderate, for moderators and supervisors. */
export default function ModerateRoutes() {
  const [path, navigate] = useLocation();
  const all = useOrganisation(deskRoles);
  const { organisation } = all;
  const chosen = {
    ...all,
    choose(id: string) {
      all.choose(id);
      // The open item belongs to the organisation that is left.
      navigate(path);
    },
  };
  if (!organisation) return <NotFound />;
  return (
    <Switch>
      <Route path="/moderate">
        <DeskPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/admissions">
        <AdmissionsPage chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/hand-over">
        <HandOverPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/rota">
        <RotaPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/asides">
        <AsidesPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/asides/:id">
        <AsideTalkPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/watching">
        <WatchingPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/care">
        <CarePage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/practice">
        <PracticePage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/practice/team">
        <PracticeTeamPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/practice/runs/:id">
        {({ id }) => <PracticeRunPage key={id} chosen={chosen} organisationId={organisation.id} id={id} />}
      </Route>
      <Route path="/moderate/figures">
        <FiguresPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/second-readings">
        <BlindReadingsPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/quality">
        <QualityPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/learning">
        <LearningPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/guidelines">
        <GuidelinesPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/templates">
        <TemplatesPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route path="/moderate/prompts">
        <PromptsPage key={organisation.id} chosen={chosen} organisationId={organisation.id} />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
