import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { isOnline } from '../connection/online';
import {
  AdmissionRequestsDocument,
  ChangeLearningDocument,
  DiscardModelsDocument,
  type LearningPartsFragment,
  OrganisationLearningDocument,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { NotFound } from '../public/not-found';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { AppealFigures } from './appeal-figures';
import { useDeskPlaces } from './desk-places';

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** /moderate/learning: what is learned from a team's decisions and how much is missed. Supervisors only. */
export function LearningPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({ query: OrganisationLearningDocument, requestPolicy: 'cache-and-network' });
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const [latest, setLatest] = useState<LearningPartsFragment>();
  const position = data?.viewer?.staffPositions.find(
    ({ organisation, role }) => organisation.id === organisationId && role === 'SUPERVISOR',
  );
  if (data && !position) return <NotFound />;
  const learning = latest ?? position?.organisation.learning;
  return (
    <StaffPage title={t('learning.title')} places={places} chosen={chosen}>
      <div className="col stack">
        <PageTitle>{t('learning.title')}</PageTitle>
        <p className="lead quiet">{t('learning.lead')}</p>
        {error && !data && <FailureNote offline={!isOnline()} onRetry={() => ask({ requestPolicy: 'network-only' })} />}
        {!data && !error && <Loading words={t('learning.loading')} shapes={2} />}
        {learning && (
          <>
            <AppealFigures organisationId={organisationId} />
            <Missed learning={learning} />
            <Models learning={learning} />
            <Choices organisationId={organisationId} learning={learning} onChanged={setLatest} />
          </>
        )}
      </div>
    </StaffPage>
  );
}

function Missed({ learning: { missed, drawn } }: { learning: LearningPartsFragment }) {
  const t = useText();
  return (
    <section className="panel stack-s" aria-labelledby="missed-title">
      <h2 id="missed-title">{t('learning.missed')}</h2>
      <p className="quiet">{t('learning.missed.lead')}</p>
      {missed.of === 0 ? (
        <p>{t('learning.missed.none', { drawn })}</p>
      ) : (
        <p>
          <b>{t('learning.missed.share', { count: missed.count, of: missed.of })}</b>{' '}
          {t('learning.missed.interval', { least: percent(missed.least), most: percent(missed.most) })}
        </p>
      )}
    </section>
  );
}

function Models({ learning: { models } }: { learning: LearningPartsFragment }) {
  const t = useText();
  const moments = useMoments();
  return (
    <section className="stack-s" aria-labelledby="models-title">
      <h2 id="models-title">{t('learning.models')}</h2>
      <p className="quiet">{t('learning.models.lead', { needed: models[0]?.neededPositives ?? 60 })}</p>
      {models.length === 0 && <p>{t('learning.models.none')}</p>}
      {models.length > 0 && (
        <ul className="sheet">
          {models.map(({ category, name, inUse, positives, negatives, precision, recall, trainedAt }) => (
            <li key={category} className="stack-s sheetline">
              <p className="row">
                <b>{name}</b>
                <span className="tag">{t(inUse ? 'learning.model.on' : 'learning.model.off')}</span>
              </p>
              <p>{t('learning.model.positives', { positives, negatives })}</p>
              <p className="quiet">
                {precision.of === 0
                  ? t('learning.model.unmeasured')
                  : `${t('learning.model.precision', { ...counted(precision) })} ${t('learning.model.recall', { ...counted(recall) })}`}
              </p>
              <p className="meta">{t('learning.model.trained', { when: moments.past(trainedAt) })}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function counted({ count, of, least }: LearningPartsFragment['missed']): { count: number; of: number; least: string } {
  return { count, of, least: percent(least) };
}

interface ChoicesProps {
  organisationId: string;
  learning: LearningPartsFragment;
  onChanged: (learning: LearningPartsFragment) => void;
}

/** The switch, how many posts chance picks, and throwing away what was learned. */
function Choices({ organisationId, learning, onChanged }: ChoicesProps) {
  const t = useText();
  const [learns, setLearns] = useState(learning.learns);
  const [perMille, setPerMille] = useState(String(learning.auditPerMille));
  const [said, setSaid] = useState('');
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching }, change] = useMutation(ChangeLearningDocument);
  const [{ fetching: discarding }, discard] = useMutation(DiscardModelsDocument);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;

  function settle(result: Outcome<LearningPartsFragment>, words: string): void {
    setOutcome(result);
    setSaid(result.kind === 'done' ? words : '');
    if (result.kind === 'done') onChanged(result.done);
  }
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (fetching) return;
    const auditPerMille = /^\d{1,4}$/.test(perMille.trim()) ? Number(perMille) : -1;
    const answer = await change({ input: { organisationId, learns, auditPerMille } });
    settle(
      outcomeOf(answer, (data) => data.changeLearning),
      t('learning.saved'),
    );
  }
  async function throwAway(): Promise<void> {
    if (discarding) return;
    settle(
      outcomeOf(await discard({ input: { organisationId } }), (data) => data.discardModels),
      t('learning.discarded'),
    );
  }

  return (
    <form className="panel stack" noValidate onSubmit={(event) => void save(event)}>
      {problem && !problem.field && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <Field
        label={t('learning.audit')}
        hint={t('learning.audit.hint')}
        inputMode="numeric"
        maxLength={4}
        value={perMille}
        problem={problemAt(problem, 'auditPerMille')}
        onChange={(event) => setPerMille(event.target.value)}
      />
      <div className="choice">
        <label className="opt">
          <input type="checkbox" checked={learns} onChange={(event) => setLearns(event.target.checked)} />
          <span>{t('learning.switch')}</span>
          <small>{t('learning.switch.text')}</small>
        </label>
      </div>
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching}>
          {t('learning.save')}
        </button>
        {learning.models.length > 0 && (
          <button type="button" className="btn btn--quiet" aria-disabled={discarding} onClick={() => void throwAway()}>
            {t('learning.discard')}
          </button>
        )}
        <span className={said ? 'said' : 'sr'} role="status">
          {said}
        </span>
      </p>
    </form>
  );
}
