import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import {
  type AsideDeskPartsFragment,
  BreakClaimDocument,
  HandReviewItemDocument,
  NoteReviewItemDocument,
} from '../generated/staff-documents';
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
  /** Other moderators and supervisors, who can be asked in a note. */
  askable: AsideDeskPartsFragment['colleagues'];
  onClose: () => void;
  onDone: (words: string) => void;
}

/** Gives an item to a colleague, frees what one has in hand, or writes a note or a promise on it; each with words. */
export function PassOnDialog({ kind, item, askable, onClose, onDone }: Props) {
  const t = useText();
  const field = kind === 'hand' ? 'note' : kind === 'break' ? 'reason' : 'text';
  const colleagues = useColleagues(item.thread.group.organisationId, item.thread.group.id);
  const [words, setWords, forget] = useDraft(`${kind}:${item.id}`, '');
  const [staffId, setStaffId] = useState('');
  const [isPromise, setPromise] = useState(false);
  const [mentions, setMentions] = useState<readonly string[]>([]);
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
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
    return outcomeOf(
      await note({ input: { clientKey, id, text, isPromise, mentions: [...mentions] } }),
      (data) => data.noteReviewItem,
    );
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (!words.trim() || (kind === 'hand' && !staffId)) return;
    const result = await sendIt(words.trim());
    setOutcome(result);
    // Other words, or other colleagues, are something else to send.
    if (result.kind === 'problem') setClientKey(crypto.randomUUID());
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
        {kind === 'note' && askable.length > 0 && (
          <fieldset className="choice">
            <legend className="label">{t('asked.whom')}</legend>
            {askable.map(({ id: colleagueId, displayName }) => (
              <label key={colleagueId} className="opt">
                <input
                  type="checkbox"
                  checked={mentions.includes(colleagueId)}
                  onChange={(event) =>
                    setMentions(
                      event.target.checked ? [...mentions, colleagueId] : mentions.filter((one) => one !== colleagueId),
                    )
                  }
                />
                <span>@{displayName}</span>
              </label>
            ))}
            <p className="hint">{t('asked.whom.hint')}</p>
          </fieldset>
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
