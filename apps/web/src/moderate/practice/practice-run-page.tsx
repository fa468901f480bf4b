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
import { PracticeLookBack } from './practice-look-back';
import { PracticeSign } from './practice-sign';
import { PracticeStage } from './practice-stage';
import { usePracticeRun } from './use-practice-run';

interface Props {
  chosen: ChosenOrganisation;
  organisationId: string;
  id: string;
}

/** /moderate/practice/runs/:id: a run while its trainee plays it; looked back on when it is over, or by a supervisor. */
export function PracticeRunPage({ chosen, organisationId, id }: Props) {
  const t = useText();
  const { state, refetch, take } = usePracticeRun(id);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  if (state.kind === 'gone') return <NotFound />;
  const run = state.kind === 'there' ? state.run : undefined;
  return (
    <StaffPage title={run?.title ?? t('practice.title')} places={places} chosen={chosen}>
      <div className="stack">
        <PracticeSign />
        {state.kind === 'loading' && <Loading words={t('practice.loading')} shapes={3} />}
        {state.kind === 'failed' && <FailureNote offline={state.offline} onRetry={refetch} />}
        {state.kind === 'there' && (
          <>
            <PageTitle>{state.run.title}</PageTitle>
            {state.run.isMine && state.run.state !== 'OVER' ? (
              <PracticeStage run={state.run} seenAt={state.seenAt} take={take} organisationId={organisationId} />
            ) : (
              <PracticeLookBack run={state.run} seenAt={state.seenAt} take={take} />
            )}
          </>
        )}
      </div>
    </StaffPage>
  );
}
