import { useState } from 'react';
import { useClient } from 'urql';
import { Link, useParams } from 'wouter';
import {
  AdmissionRequestsDocument,
  DeskAsideDocument,
  type DeskAsideMessagePartsFragment,
  type DeskAsidePartsFragment,
  LookIntoAsideDocument,
} from '../generated/staff-documents';
import { isOutOfReach, type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { Say, useText } from '../language/text';
import { Drawing, StaffInitials } from '../parts/drawing';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { Referral } from '../parts/referral';
import { TalkLine } from '../parts/talk-line';
import { Words } from '../parts/words';
import { NotFound } from '../public/not-found';
import { useDeskTimes } from '../staff/desk-times';
import { SeverityMark } from '../staff/severity-mark';
import { StaffPage } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { AsideAnswer } from './aside-answer';
import { useDeskPlaces } from './desk-places';
import { PromiseDialog } from './promise-dialog';
import { useAsideNews } from './use-aside-desk';

type Message = DeskAsideMessagePartsFragment;

/** /moderate/asides/:id: a conversation with one member; for a supervisor who is not in it, behind a look that is noted. */
export function AsideTalkPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const { id = '' } = useParams<{ id: string }>();
  const t = useText();
  const [{ data, error }, ask] = useQuery({
    query: DeskAsideDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const reload = () => ask({ requestPolicy: 'network-only' });
  useAsideNews(organisationId, ask);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument });
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role);
  const [looked, setLooked] = useState<readonly Message[]>();
  const aside = data?.aside;
  if (data && !aside) return <NotFound />;
  const messages = aside?.messages ?? looked;
  const name = aside?.member?.nickname ?? '';
  return (
    <StaffPage title={t('asides.talk')} places={places} chosen={chosen}>
      <div className="col stack">
        {error && !data && <FailureNote offline={isOutOfReach(error)} onRetry={reload} />}
        {!data && !error && <Loading words={t('asides.loading')} />}
        {aside && (
          <>
            <div>
              <p className="meta">
                <Link href="/moderate/asides">{t('asides.title')}</Link> · {aside.groupName}
              </p>
              <PageTitle>
                {aside.isMine ? t('asides.with', { name }) : t('asides.between', { staff: aside.staffName, name })}
              </PageTitle>
            </div>
            {aside.reason && (
              <p className="asidereason">
                <b>{t('asides.why')}</b> {aside.reason}
              </p>
            )}
            {aside.isMine && (
              <Note icon="lock" kind="private">
                <p>
                  <Say id="asides.who" values={{ name }} />
                </p>
              </Note>
            )}
            {!messages && <Look asideId={aside.id} staff={aside.staffName} onLooked={setLooked} />}
            {messages && <Said aside={aside} messages={messages} onPromised={reload} />}
            {aside.endedAt && <EndedLine aside={aside} />}
            {aside.canWrite && (
              <AsideAnswer asideId={aside.id} organisationId={organisationId} name={name} onChange={reload} />
            )}
          </>
        )}
      </div>
    </StaffPage>
  );
}

function EndedLine({ aside }: { aside: DeskAsidePartsFragment }) {
  const t = useText();
  const { when } = useDeskTimes();
  const by = aside.endedBy ?? 'STAFF';
  return (
    <Note icon="check">
      <p>{t(`asides.endedBy.${by}`, { when: when(aside.endedAt ?? ''), name: aside.member?.nickname ?? '' })}</p>
      {aside.isErased && <p>{t('asides.erased')}</p>}
    </Note>
  );
}

interface LookProps {
  asideId: string;
  staff: string;
  onLooked: (messages: readonly Message[]) => void;
}

function Look({ asideId, staff, onLooked }: LookProps) {
  const t = useText();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  async function look() {
    if (busy) return;
    setBusy(true);
    const input = { asideId };
    const result = outcomeOf(await client.mutation(LookIntoAsideDocument, { input }), (data) => data.lookIntoAside);
    setBusy(false);
    setOutcome(result);
    if (result.kind === 'done') onLooked(result.done.messages ?? []);
  }
  return (
    <Note icon="lock" kind="private">
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <p>
        <Say id="asides.look" values={{ staff }} />
      </p>
      <p>
        <button type="button" className="btn btn--s" aria-disabled={busy} onClick={() => void look()}>
          {t('asides.look.go')}
        </button>
      </p>
    </Note>
  );
}

interface SaidProps {
  aside: DeskAsidePartsFragment;
  messages: readonly Message[];
  onPromised: () => void;
}

function Said({ aside, messages, onPromised }: SaidProps) {
  const t = useText();
  const { when } = useDeskTimes();
  const [promising, setPromising] = useState<Message>();
  const name = aside.member?.nickname ?? '';
  if (aside.isErased) return null;
  return (
    <>
      <ol className="talklines" aria-label={t('asides.said')}>
        {messages.map((message) => (
          <TalkLine
            key={message.id}
            name={message.byMember ? name : aside.staffName}
            drawing={
              message.byMember ? (
                <Drawing avatar={aside.member?.avatar ?? ''} size="s" />
              ) : (
                <StaffInitials name={aside.staffName} size="s" />
              )
            }
            when={when(message.at)}
            at={message.at}
            isOwn={!message.byMember}
          >
            <Words text={message.text} />
            {message.severity && message.severity !== 'GREEN' && (
              <p>
                <SeverityMark severity={message.severity} />
              </p>
            )}
            {message.helpline && <Referral line={message.helpline} />}
            {aside.isMine && !message.byMember && (
              <p>
                <button type="button" className="linkbtn" onClick={() => setPromising(message)}>
                  {t('asides.promise.mark')}
                </button>
              </p>
            )}
          </TalkLine>
        ))}
      </ol>
      {promising && (
        <PromiseDialog message={promising} onClose={() => setPromising(undefined)} onPromised={onPromised} />
      )}
    </>
  );
}
