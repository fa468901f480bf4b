import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { ReleaseReviewItemDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDraft } from '../staff/use-draft';

interface Props {
  itemId: string;
  onClose: () => void;
  onReleased: () => void;
}

/** Gives an item back to the team, with a note for whoever comes next. */
export function ReleaseDialog({ itemId, onClose, onReleased }: Props) {
  const t = useText();
  const [{ fetching }, release] = useMutation(ReleaseReviewItemDocument);
  const [note, setNote, forget] = useDraft(`release:${itemId}`, '');
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    const answer = await release({ input: { id: itemId, ...(note.trim() ? { handoverNote: note.trim() } : {}) } });
    const result = outcomeOf(answer, (data) => data.releaseReviewItem);
    setOutcome(result);
    if (result.kind !== 'done') return;
    forget();
    onReleased();
  };
  return (
    <Dialog title={t('desk.release.title')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void send(event)}>
        <p className="quiet">{t('desk.release.text')}</p>
        <AreaField
          label={t('desk.release.note')}
          hint={t('desk.release.note.hint')}
          rows={4}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          autoFocus
        />
        {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={fetching}>
            {t('desk.release.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
