import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { BeginWithViewDocument, KeepViewDocument, RemoveViewDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import { type QueueFilter, askedFor } from './queue-lanes';
import type { SavedView } from './use-saved-views';

export interface ViewDialogProps {
  organisationId: string;
  filter: QueueFilter;
  views: readonly SavedView[];
  /** The view that was opened last, if any; what it shows may have been changed since. */
  current: SavedView | undefined;
  isSupervisor: boolean;
  onClose: () => void;
  /** What there is now, and which one was kept. */
  onKept: (views: readonly SavedView[], words: string, keptId: string | null) => void;
}

/** Keeps how the queue is looked at under a name, changes the view that is open, or takes it away. */
export function ViewDialog({ organisationId, filter, views, current, isSupervisor, onClose, onKept }: ViewDialogProps) {
  const t = useText();
  const mayChange = current !== undefined && (current.isShared ? isSupervisor : current.isMine);
  const [what, setWhat] = useState<'CHANGE' | 'NEW'>(mayChange ? 'CHANGE' : 'NEW');
  const changed = what === 'CHANGE' ? current : undefined;
  const [name, setName] = useState(mayChange ? current.name : '');
  const [shared, setShared] = useState(mayChange && current.isShared);
  const [isFirst, setFirst] = useState(mayChange && current.isFirst);
  const [clientKey] = useState(() => crypto.randomUUID());
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching: keeping }, keep] = useMutation(KeepViewDocument);
  const [{ fetching: removing }, remove] = useMutation(RemoveViewDocument);
  const [{ fetching: beginning }, begin] = useMutation(BeginWithViewDocument);
  const isBusy = keeping || removing || beginning;
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  // Only whoever made a shared view takes it back from the team; others can take it away.
  const mayShare = isSupervisor && (!changed || changed.isMine);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const { order } = filter;
    const input = {
      ...{ clientKey, organisationId, name, order, shared: isSupervisor && shared, filter: askedFor(filter) },
      ...(changed ? { viewId: changed.id, version: changed.version } : {}),
    };
    const kept = outcomeOf(await keep({ input }), (data) => data.keepView);
    setOutcome(kept);
    if (kept.kind !== 'done') return;
    const known = new Set(views.map(({ id }) => id));
    const id = changed?.id ?? kept.done.views.find((view) => !known.has(view.id))?.id ?? null;
    const wasFirst = views.some((view) => view.isFirst && view.id === id);
    if (id === null || isFirst === wasFirst) return onKept(kept.done.views, t('views.kept'), id);
    const begun = outcomeOf(
      await begin({ input: { organisationId, viewId: isFirst ? id : null } }),
      (data) => data.beginWithView,
    );
    setOutcome(begun);
    onKept(begun.kind === 'done' ? begun.done.views : kept.done.views, t('views.kept'), id);
  }
  async function takeAway(): Promise<void> {
    if (isBusy || !changed) return;
    const input = { viewId: changed.id, version: changed.version };
    const removed = outcomeOf(await remove({ input }), (data) => data.removeView);
    setOutcome(removed);
    if (removed.kind === 'done') onKept(removed.done.views, t('views.removed'), null);
  }

  return (
    <Dialog title={t('views.keep')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void save(event)}>
        <p className="quiet">{t('views.keep.text')}</p>
        {mayChange && (
          <RadioChoice
            legend={t('views.what')}
            name="view-what"
            values={['CHANGE', 'NEW'] as const}
            chosen={what}
            onChange={setWhat}
            show={(one) => t(`views.what.${one}`, { name: current.name })}
          />
        )}
        <Field
          label={t('views.name')}
          value={name}
          maxLength={60}
          autoFocus
          problem={problemAt(problem, 'name')}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="choice">
          {mayShare && (
            <label className="opt">
              <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
              <span>{t('views.share')}</span>
              <small>{t('views.share.text')}</small>
            </label>
          )}
          <label className="opt">
            <input type="checkbox" checked={isFirst} onChange={(event) => setFirst(event.target.checked)} />
            <span>{t('views.first')}</span>
          </label>
        </div>
        {problem && problem.field !== 'name' && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={isBusy}>
            {t('views.save')}
          </button>
          {changed && (
            <button type="button" className="btn btn--quiet" aria-disabled={isBusy} onClick={() => void takeAway()}>
              {t('views.remove')}
            </button>
          )}
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
