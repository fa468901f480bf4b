import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import {
  ChangeWatchDocument,
  EndWatchDocument,
  type WatchDeskPartsFragment,
  WatchOverDocument,
  type WatchPartsFragment,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { AreaField, Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDraft } from '../staff/use-draft';
import { daysAhead, readMoment } from './contact-time';
import { ReasonField } from './reason-field';

type Team = WatchDeskPartsFragment['team'];

interface Props {
  /** Somebody who is to be watched over from now on, at a post of theirs; or a watch that there is. */
  about: { readonly name: string; readonly postId: string } | WatchPartsFragment;
  team: Team;
  onClose: () => void;
  onDone: () => void;
}

const own = '';

/** Begins to watch over somebody, takes it up, notes a contact, sets the next one, or hands it to a colleague. */
export function WatchDialog({ about, team, onClose, onDone }: Props) {
  const t = useText();
  const client = useClient();
  const watch = 'state' in about ? about : undefined;
  const name = 'state' in about ? (about.member?.nickname ?? '') : about.name;
  const key = 'state' in about ? about.id : about.postId;
  const [words, setWords, forget] = useDraft(`watch:${key}`, '');
  const [owner, setOwner] = useState(watch?.owner?.id ?? own);
  const [contact, setContact] = useState(() => daysAhead(1));
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const isNew = !watch;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    const nextContactAt = readMoment(contact);
    if (busy || !nextContactAt || (isNew && !words.trim())) return;
    setBusy(true);
    const shared = { ownerId: owner || null, nextContactAt };
    const result: Outcome<unknown> =
      'state' in about
        ? outcomeOf(
            await client.mutation(ChangeWatchDocument, {
              input: { ...shared, watchId: about.id, version: about.version, note: words.trim() || null },
            }),
            (data) => data.changeWatch,
          )
        : outcomeOf(
            await client.mutation(WatchOverDocument, {
              input: { ...shared, clientKey, postId: about.postId, membershipId: null, reason: words.trim() },
            }),
            (data) => data.watchOver,
          );
    setBusy(false);
    setOutcome(result);
    if (result.kind === 'problem') setClientKey(crypto.randomUUID());
    if (result.kind !== 'done') return;
    forget();
    onDone();
    onClose();
  }

  return (
    <Dialog title={t(isNew ? 'watch.begin' : 'watch.change', { name })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p>{t('watch.lead', { name })}</p>
        {problem && !['reason', 'note', 'nextContactAt'].includes(problem.field ?? '') && (
          <ProblemNote problem={problem} />
        )}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        {isNew ? (
          <ReasonField
            label={t('watch.reason')}
            value={words}
            onChange={setWords}
            ready={['watch.reason.1', 'watch.reason.2']}
            problem={problemAt(problem, 'reason') ?? (tried && !words.trim() ? t('staff.required') : undefined)}
          />
        ) : (
          <AreaField
            label={t('watch.note')}
            hint={t('watch.note.hint')}
            rows={3}
            value={words}
            problem={problemAt(problem, 'note')}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        <label className="field">
          <span className="label">{t('watch.owner')}</span>
          <select className="select" value={owner} onChange={(event) => setOwner(event.target.value)}>
            {!watch?.owner && <option value={own}>{t('watch.owner.me')}</option>}
            {team.map(({ id, displayName }) => (
              <option key={id} value={id}>
                {displayName}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={t('watch.next')}
          type="datetime-local"
          value={contact}
          problem={problemAt(problem, 'nextContactAt')}
          onChange={(event) => setContact(event.target.value)}
        />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy}>
            {t(isNew ? 'watch.begin.go' : 'watch.change.go')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** Ends a watch, with the reason why. */
export function EndWatchDialog({
  watch,
  onClose,
  onDone,
}: { watch: WatchPartsFragment } & Omit<Props, 'about' | 'team'>) {
  const t = useText();
  const client = useClient();
  const [reason, setReason, forget] = useDraft(`watch-end:${watch.id}`, '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (busy || !reason.trim()) return;
    setBusy(true);
    const input = { watchId: watch.id, version: watch.version, reason: reason.trim() };
    const result = outcomeOf(await client.mutation(EndWatchDocument, { input }), (data) => data.endWatch);
    setBusy(false);
    setOutcome(result);
    if (result.kind !== 'done') return;
    forget();
    onDone();
    onClose();
  }
  return (
    <Dialog title={t('watch.end', { name: watch.member?.nickname ?? '' })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        {problem && problem.field !== 'reason' && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <ReasonField
          value={reason}
          onChange={setReason}
          ready={['watch.end.1', 'watch.end.2']}
          problem={problemAt(problem, 'reason') ?? (tried && !reason.trim() ? t('staff.required') : undefined)}
        />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy}>
            {t('watch.end.go')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
