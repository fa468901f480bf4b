import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import { isOnline } from '../connection/online';
import {
  AdmissionRequestsDocument,
  ConfirmHandOverDocument,
  EndDutyDocument,
  HandOverPageDocument,
  type HandOverPageQuery,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { Words } from '../parts/words';
import { useDeskTimes } from '../staff/desk-times';
import { StaffPage } from '../staff/staff-page';
import { useDraft } from '../staff/use-draft';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { ColleagueChoice, useColleagues } from './colleague-choice';
import { useDeskPlaces } from './desk-places';
import { HandOverLines } from './hand-over-lines';

type HandOver = NonNullable<HandOverPageQuery['handOvers']>[number];

/** /moderate/hand-over: what there is to hand over at the end of a duty, and what others handed over. */
export function HandOverPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const [{ data, error }, ask] = useQuery({
    query: HandOverPageDocument,
    variables: { organisationId },
    requestPolicy: 'cache-and-network',
  });
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const [said, setSaid] = useState('');
  const refetch = () => ask({ requestPolicy: 'network-only' });
  const draft = data?.draftHandOver;
  const others = data?.handOvers ?? [];
  return (
    <StaffPage title={t('handOver.title')} places={places} chosen={chosen}>
      <div className="col stack-l">
        <PageTitle>{t('handOver.title')}</PageTitle>
        {error && !data && <FailureNote offline={!isOnline()} onRetry={refetch} />}
        {!data && !error && <Loading words={t('handOver.loading')} shapes={2} />}
        <p className={said ? 'said' : 'sr'} role="status">
          {said}
        </p>
        {draft && (
          <section className="stack" aria-labelledby="draft-title">
            <h2 id="draft-title">{t('handOver.mine')}</h2>
            <p className="quiet">{t('handOver.mine.text')}</p>
            <HandOverLines lines={draft} />
            <SignOff
              organisationId={organisationId}
              hasClaims={draft.some(({ kind }) => kind === 'LET_GO')}
              onSigned={() => {
                setSaid(t('handOver.signed'));
                refetch();
              }}
            />
          </section>
        )}
        {data && (
          <section className="stack" aria-labelledby="others-title">
            <h2 id="others-title">{t('handOver.others')}</h2>
            {others.length === 0 && <p className="quiet">{t('handOver.others.none')}</p>}
            {others.map((one) => (
              <OneHandOver key={one.id} handOver={one} onRead={refetch} />
            ))}
          </section>
        )}
      </div>
    </StaffPage>
  );
}

interface SignOffProps {
  organisationId: string;
  hasClaims: boolean;
  onSigned: () => void;
}

function SignOff({ organisationId, hasClaims, onSigned }: SignOffProps) {
  const t = useText();
  const [{ fetching }, end] = useMutation(EndDutyDocument);
  const colleagues = useColleagues(organisationId) ?? [];
  const [text, setText, forget] = useDraft(`hand-over:${organisationId}`, '');
  const [handTo, setHandTo] = useState('');
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    const input = { organisationId, text: text.trim(), handTo: hasClaims && handTo ? handTo : null };
    const result = outcomeOf(await end({ input }), (data) => data.endDuty);
    setOutcome(result);
    if (result.kind !== 'done') return;
    forget();
    onSigned();
  };
  return (
    <form className="panel stack" noValidate onSubmit={(event) => void send(event)}>
      <AreaField
        label={t('handOver.text')}
        hint={t('handOver.text.hint')}
        rows={5}
        value={text}
        problem={problemAt(problem, 'text')}
        onChange={(event) => setText(event.target.value)}
      />
      {hasClaims && (
        <ColleagueChoice
          label={t('handOver.claims')}
          nobody={t('handOver.claims.letGo')}
          colleagues={colleagues}
          chosen={handTo}
          problem={problemAt(problem, 'handTo')}
          onChange={setHandTo}
        />
      )}
      {problem && !problemAt(problem, 'text') && !problemAt(problem, 'handTo') && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching}>
          {t('handOver.sign')}
        </button>
        <Link className="btn btn--quiet" href="/moderate">
          {t('staff.cancel')}
        </Link>
      </p>
    </form>
  );
}

function OneHandOver({ handOver, onRead }: { handOver: HandOver; onRead: () => void }) {
  const t = useText();
  const { when } = useDeskTimes();
  const [{ fetching }, confirm] = useMutation(ConfirmHandOverDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const { id, duty, text, isSigned, readBy, readByMeAt, lines } = handOver;
  const names = readBy.map(({ displayName }) => displayName).join(', ');
  const read = async () => {
    if (fetching) return;
    const result = outcomeOf(await confirm({ input: { id } }), (data) => data.confirmHandOver);
    setOutcome(result);
    if (result.kind === 'done') onRead();
  };
  const title = t('handOver.of', {
    name: duty.by.displayName,
    from: when(duty.startedAt),
    to: when(handOver.endedAt),
  });
  return (
    <article className="panel stack" aria-label={title}>
      <div>
        <h3>{title}</h3>
        {!isSigned && <p className="meta">{t('handOver.unsigned')}</p>}
        <p className="meta">{names ? t('handOver.readBy', { names }) : t('handOver.readByNobody')}</p>
      </div>
      {text && <Words text={text} />}
      <details className="disclose" open={readByMeAt === null}>
        <summary>{t('handOver.lines', { count: lines.length })}</summary>
        <HandOverLines lines={lines} />
      </details>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      {readByMeAt === null && (
        <p>
          <button type="button" className="btn btn--s btn--main" aria-disabled={fetching} onClick={() => void read()}>
            {t('handOver.read')}
          </button>
        </p>
      )}
    </article>
  );
}
