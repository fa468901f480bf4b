import { useState } from 'react';
import { Link } from 'wouter';
import {
  AdmissionRequestsDocument,
  PracticeDeskDocument,
  type PracticeDeskQuery,
} from '../../generated/staff-documents';
import { isOutOfReach } from '../../graphql/outcome';
import { useQuery } from '../../graphql/use-query';
import { useText } from '../../language/text';
import { Loading } from '../../parts/loading';
import { PageTitle } from '../../parts/page';
import { FailureNote } from '../../parts/problem-note';
import { StaffPage } from '../../staff/staff-page';
import type { ChosenOrganisation } from '../../staff/use-organisation';
import { useDeskPlaces } from '../desk-places';
import { PracticeLine } from './practice-line';
import { PracticeSign } from './practice-sign';
import { StartPracticeDialog } from './start-practice-dialog';

type Thread = NonNullable<PracticeDeskQuery['practiceDesk']>['threads'][number];

/** What somebody practised, and for supervisors the team; asked for anew when the page opens. */
export function usePracticeDesk(organisationId: string) {
  const [{ data, error }, ask] = useQuery({
    query: PracticeDeskDocument,
    variables: { organisationId },
    requestPolicy: 'cache-and-network',
  });
  return {
    desk: data?.practiceDesk ?? undefined,
    failed: error && !data ? { offline: isOutOfReach(error) } : undefined,
    refetch: () => ask({ requestPolicy: 'network-only' }),
  };
}

/** /moderate/practice: the practice threads, and what came of one's own. */
export function PracticePage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const { desk, failed, refetch } = usePracticeDesk(organisationId);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const [starting, setStarting] = useState<Thread>();
  return (
    <StaffPage title={t('practice.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PracticeSign />
        <PageTitle>{t('practice.title')}</PageTitle>
        <p className="lead quiet">{t('practice.lead')}</p>
        {desk?.team && (
          <p>
            <Link href="/moderate/practice/team">{t('practice.team.link')}</Link>
          </p>
        )}
        {failed && <FailureNote offline={failed.offline} onRetry={refetch} />}
        {!desk && !failed && <Loading words={t('practice.loading')} shapes={3} />}
        {desk && (
          <ul className="sheet">
            {desk.threads.map((thread) => {
              const runs = desk.runs.filter((run) => run.thread === thread.key);
              return (
                <li key={thread.key} className="practicethread stack-s">
                  <h2 className="h3">{thread.title}</h2>
                  <p>{thread.about}</p>
                  <p className="row">
                    <button type="button" className="btn btn--s" onClick={() => setStarting(thread)}>
                      {t(runs.length > 0 ? 'practice.again' : 'practice.begin')}
                      <span className="sr">: {thread.title}</span>
                    </button>
                    <span className="meta">{t('practice.minutes', { minutes: thread.minutes })}</span>
                  </p>
                  {runs.length > 0 && (
                    <ul className="practiceruns" aria-label={t('practice.runs', { title: thread.title })}>
                      {runs.map((run) => (
                        <PracticeLine key={run.id} run={run} isOwn />
                      ))}
                    </ul>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </div>
      {starting && (
        <StartPracticeDialog thread={starting} organisationId={organisationId} onClose={() => setStarting(undefined)} />
      )}
    </StaffPage>
  );
}
