import { Link } from 'wouter';
import { AdmissionRequestsDocument } from '../../generated/staff-documents';
import { useQuery } from '../../graphql/use-query';
import { useText } from '../../language/text';
import { Loading } from '../../parts/loading';
import { PageTitle } from '../../parts/page';
import { FailureNote } from '../../parts/problem-note';
import { NotFound } from '../../public/not-found';
import { StaffPage } from '../../staff/staff-page';
import type { ChosenOrganisation } from '../../staff/use-organisation';
import { useDeskPlaces } from '../desk-places';
import { PracticeLine } from './practice-line';
import { usePracticeDesk } from './practice-page';

/** /moderate/practice/team: who practised what, and who waits for a word. For supervisors. */
export function PracticeTeamPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const { desk, failed, refetch } = usePracticeDesk(organisationId);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  if (chosen.position?.role !== 'SUPERVISOR') return <NotFound />;
  return (
    <StaffPage title={t('practice.team')} places={places} chosen={chosen}>
      <div className="col stack">
        <p>
          <Link href="/moderate/practice">{t('practice.title')}</Link>
        </p>
        <PageTitle>{t('practice.team')}</PageTitle>
        <p className="lead quiet">{t('practice.team.lead')}</p>
        {failed && <FailureNote offline={failed.offline} onRetry={refetch} />}
        {!desk && !failed && <Loading words={t('practice.loading')} shapes={2} />}
        {desk?.team?.length === 0 && <p className="quiet">{t('practice.team.none')}</p>}
        {desk?.team && desk.team.length > 0 && (
          <ul className="sheet">
            {desk.team.map(({ staff, runs }) => {
              const done = new Set(runs.filter(({ state }) => state === 'OVER').map(({ thread }) => thread)).size;
              return (
                <li key={staff.id} className="practicethread stack-s">
                  <h2 className="h3">{staff.displayName}</h2>
                  <p className="meta">
                    {t(`staff.role.${staff.role}`)} · {t('practice.team.done', { done, of: desk.threads.length })}
                  </p>
                  {runs.length > 0 && (
                    <ul className="practiceruns">
                      {runs.map((run) => (
                        <PracticeLine key={run.id} run={run} />
                      ))}
                    </ul>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </StaffPage>
  );
}
