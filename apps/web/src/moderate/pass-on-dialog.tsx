import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { BreakClaimDocument, HandReviewItemDocument, NoteReviewItemDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDraft } from '../staff/use-draft';
import { ColleagueChoice, useColleagues } from './colleague-choice';
import type { ReviewItem } from './use-review-item';

export type PassOn = 'hand' | 'break' | 'note';

interface Props {
  kind: PassOn;
  item: ReviewItem;
  onClose: () => void;
  onDone: (words: string) => void;
}

/** Gives an item to a colleague, frees what one has in hand, or writes a note or a promise on it; each with words. */
export function PassOnDialog({ kind, item, onClose, onDone }: Props) {
  const t = useText();
  const field = kind === 'hand' ? 'note' : kind === 'break' ? 'reason' : 'text';
  const colleagues = useColleagues(item.thread.group.organisationId, item.thread.group.id);
  const [words, setWords, forget] = useDraft(`${kind}:${item.id}`, '');
  const [staffId, setStaffId] = useState('');
  const [isPromise, setPromise] = useState(false);
  const [clientKey] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [{ fetching: handing }, hand] = useMutation(HandReviewItemDocument);
  const [{ fetching: breaking }, breakIt] = useMutation(BreakClaimDocument);
  const [{ fetching: noting }, note] = useMutation(NoteReviewItemDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const busy = handing || breaking || noting;
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const { id } = item;
  const sendIt = async (text: string): Promise<Outcome<unknown>> => {
    if (kind === 'hand')
      return outcomeOf(await hand({ input: { id, staffId, note: text } }), (data) => data.handReviewItem);
    if (kind === 'break') return outcomeOf(await breakIt({ input: { id, reason: text } }), (data) => data.breakClaim);
    return outcomeOf(await note({ input: { clientKey, id, text, isPromise } }), (data) => data.noteReviewItem);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (!words.trim() || (kind === 'hand' && !staffId)) return;
    const result = await sendIt(words.trim());
    setOutcome(result);
    if (result.kind !== 'done') return;
    forget();
    onDone(t(`passOn.${kind}.done`));
  };
  const isElsewhere = problem && problem.field !== field && problem.field !== 'staffId';
  return (
    <Dialog title={t(`passOn.${kind}.title`)} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        <p className="quiet">{t(`passOn.${kind}.text`)}</p>
        {kind === 'hand' && colleagues?.length === 0 && <p>{t('passOn.nobody')}</p>}
        {kind === 'hand' && colleagues !== undefined && colleagues.length > 0 && (
          <ColleagueChoice
            label={t('passOn.to')}
            colleagues={colleagues}
            chosen={staffId}
            problem={problemAt(problem, 'staffId') ?? (tried && !staffId ? t('staff.required') : undefined)}
            onChange={setStaffId}
          />
        )}
        <AreaField
          label={t(`passOn.${kind}.words`)}
          rows={4}
          value={words}
          problem={problemAt(problem, field) ?? (tried && !words.trim() ? t('staff.required') : undefined)}
          onChange={(event) => setWords(event.target.value)}
        />
        {kind === 'note' && (
          <div className="choice">
            <label className="opt">
              <input type="checkbox" checked={isPromise} onChange={(event) => setPromise(event.target.checked)} />
              <span>{t('passOn.promise')}</span>
              <small>{t('passOn.promise.text')}</small>
            </label>
          </div>
        )}
        {isElsewhere && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy}>
            {t(`passOn.${kind}.do`)}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
