import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useParams } from 'wouter';
import { useOnline } from '../connection/online';
import { EndAsideDocument, MyAsideDocument, type MyAsideQuery } from '../generated/documents';
import { isOutOfReach, type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { Drawing, StaffInitials } from '../parts/drawing';
import { AreaField } from '../parts/field';
import { Icon } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { Referral } from '../parts/referral';
import { TalkLine } from '../parts/talk-line';
import { Words } from '../parts/words';
import { NotFound } from '../public/not-found';
import { useViewer } from '../session/session-provider';
import { MemberPage } from './member-page';
import { useAsideDraft } from './use-aside-draft';
import { markSeen, useAsideChanges } from './use-asides';

type Aside = NonNullable<MyAsideQuery['aside']>;

/** /asides/:id: what one moderator and I say to each other, and nobody in the group reads. */
export default function AsidePage() {
  const { id = '' } = useParams<{ id: string }>();
  return <Talk key={id} id={id} />;
}

function Talk({ id }: { id: string }) {
  const t = useText();
  const { id: owner } = useViewer();
  const [{ data, error }, ask] = useQuery({
    query: MyAsideDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const changes = useAsideChanges(true);
  const reload = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useEffect(() => {
    if (changes > 0) reload();
  }, [changes, reload]);
  const aside = data?.aside;
  useEffect(() => {
    if (aside) markSeen(owner, aside);
  }, [owner, aside]);

  if (data && !aside) return <NotFound />;
  return (
    <MemberPage title={t('aside.title')} back={{ href: '/groups', label: t('nav.groups') }} current="groups">
      <div className="col stack">
        {aside ? (
          <Opened aside={aside} onChange={reload} />
        ) : error ? (
          <FailureNote offline={isOutOfReach(error)} onRetry={reload} />
        ) : (
          <Loading words={t('aside.loading')} />
        )}
      </div>
    </MemberPage>
  );
}

function Opened({ aside, onChange }: { aside: Aside; onChange: () => void }) {
  const t = useText();
  const moments = useMoments();
  const { memberships } = useViewer();
  const me = memberships.find((one) => one.group.name === aside.groupName) ?? memberships[0];
  const { staffName: name, groupName: group } = aside;
  return (
    <>
      <PageTitle>{t('aside.with', { name })}</PageTitle>
      <Note icon="lock" kind="private">
        <p>
          <Say id="aside.who" values={{ name, group, days: aside.keptDays }} />
        </p>
      </Note>
      {aside.isErased ? (
        <p className="quiet">{t('aside.erased')}</p>
      ) : (
        <ol className="talklines" aria-label={t('aside.said')}>
          {(aside.messages ?? []).map((message) => (
            <TalkLine
              key={message.id}
              name={message.byMember ? t('aside.me') : name}
              drawing={
                message.byMember ? (
                  <Drawing avatar={me?.avatar ?? ''} size="s" />
                ) : (
                  <StaffInitials name={name} size="s" />
                )
              }
              when={moments.past(message.at)}
              at={message.at}
              isOwn={message.byMember}
            >
              <Words text={message.text} />
              {message.helpline && <Referral line={message.helpline} />}
            </TalkLine>
          ))}
        </ol>
      )}
      {aside.canWrite ? <Answer aside={aside} onChange={onChange} /> : <Ended aside={aside} />}
    </>
  );
}

function Ended({ aside }: { aside: Aside }) {
  const moments = useMoments();
  if (!aside.endedAt) return null;
  return (
    <Note icon="check">
      <p>
        <Say
          id={aside.endedBy === 'MEMBER' ? 'aside.ended.byMe' : 'aside.ended'}
          values={{ when: moments.past(aside.endedAt), name: aside.staffName }}
        />
      </p>
      <p>
        <Say id="aside.ended.kept" />
      </p>
    </Note>
  );
}

function Answer({ aside, onChange }: { aside: Aside; onChange: () => void }) {
  const t = useText();
  const moments = useMoments();
  const online = useOnline();
  const draft = useAsideDraft(aside.id, onChange);
  const [ending, setEnding] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!draft.sending) draft.send();
  }
  return (
    <form className="stack-s" onSubmit={submit}>
      {draft.problem && <ProblemNote problem={draft.problem} />}
      {draft.failed && <FailureNote offline={draft.failed === 'offline'} kept onRetry={draft.send} />}
      <AreaField
        label={t('aside.answer', { name: aside.staffName })}
        rows={3}
        value={draft.text}
        readOnly={draft.sending}
        aria-describedby="aside-saved"
        onChange={(event) => draft.change(event.target.value)}
      />
      <p className="savedline" id="aside-saved">
        <Icon name="saved" size="s" />
        {draft.savedAt ? t('draft.saved', { clock: moments.clock(draft.savedAt) }) : t('draft.will')}
      </p>
      <p className="row">
        <button type="submit" className="btn btn--main" disabled={draft.sending || draft.text.trim() === '' || !online}>
          {t('aside.send')}
        </button>
        <button type="button" className="btn btn--quiet" onClick={() => setEnding(true)}>
          {t('aside.end')}
        </button>
      </p>
      {!online && <p className="hint">{t('aside.offline')}</p>}
      {ending && <EndDialog aside={aside} onClose={() => setEnding(false)} onEnded={onChange} />}
    </form>
  );
}

function EndDialog({ aside, onClose, onEnded }: { aside: Aside; onClose: () => void; onEnded: () => void }) {
  const t = useText();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  async function end() {
    if (busy) return;
    setBusy(true);
    const input = { asideId: aside.id };
    const ended = outcomeOf(await client.mutation(EndAsideDocument, { input }), (data) => data.endAside);
    setBusy(false);
    setOutcome(ended);
    if (ended.kind !== 'done') return;
    onClose();
    onEnded();
  }
  return (
    <Dialog title={t('aside.end')} onClose={onClose}>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <p>{t('aside.end.words', { name: aside.staffName })}</p>
      <p className="row">
        <button type="button" className="btn btn--main" aria-disabled={busy} onClick={() => void end()}>
          {t('aside.end.go')}
        </button>
        <button type="button" className="btn btn--quiet" onClick={onClose}>
          {t('aside.end.stay')}
        </button>
      </p>
    </Dialog>
  );
}
