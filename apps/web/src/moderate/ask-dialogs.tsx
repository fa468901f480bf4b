import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { AnswerColleagueDocument, AskColleagueDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDraft } from '../staff/use-draft';
import { ColleagueChoice } from './colleague-choice';
import type { CareDesk, ColleagueAsk } from './use-care-desk';

/** What is asked of a colleague: to read this item along, or to talk. */
export type AskWish = { readonly kind: 'TALK' } | { readonly kind: 'READ_ALONG'; readonly itemId: string };

interface AskProps {
  wish: AskWish;
  organisationId: string;
  colleagues: CareDesk['colleagues'];
  onClose: () => void;
  onAsked: (words: string) => void;
}

/** Asks one colleague; a few words may go with it. */
export function AskColleagueDialog({ wish, organisationId, colleagues, onClose, onAsked }: AskProps) {
  const t = useText();
  const itemId = wish.kind === 'READ_ALONG' ? wish.itemId : null;
  const [words, setWords, forget] = useDraft(`ask:${itemId ?? 'talk'}`, '');
  const [staffId, setStaffId] = useState('');
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const [{ fetching }, ask] = useMutation(AskColleagueDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fetching || !staffId) return;
    const input = { clientKey, organisationId, kind: wish.kind, staffId, reviewItemId: itemId, words: words.trim() };
    const result = outcomeOf(await ask({ input }), (data) => data.askColleague);
    setOutcome(result);
    if (result.kind === 'problem') setClientKey(crypto.randomUUID());
    if (result.kind !== 'done') return;
    forget();
    onAsked(t('care.asked', { name: colleagues.find(({ id }) => id === staffId)?.displayName ?? '' }));
  };
  return (
    <Dialog title={t(`care.ask.${wish.kind}`)} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        <p className="quiet">{t(`care.ask.${wish.kind}.text`)}</p>
        {problem && !['staffId', 'words'].includes(problem.field ?? '') && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <ColleagueChoice
          label={t('care.ask.who')}
          colleagues={colleagues}
          chosen={staffId}
          problem={problemAt(problem, 'staffId') ?? (tried && !staffId ? t('staff.required') : undefined)}
          onChange={setStaffId}
        />
        <AreaField
          label={t('care.ask.words')}
          rows={3}
          value={words}
          problem={problemAt(problem, 'words')}
          onChange={(event) => setWords(event.target.value)}
        />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={fetching}>
            {t('care.ask.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** Answers what a colleague asked. */
export function AnswerAskDialog({
  ask,
  onClose,
  onAnswered,
}: {
  ask: ColleagueAsk;
  onClose: () => void;
  onAnswered: () => void;
}) {
  const t = useText();
  const [words, setWords, forget] = useDraft(`answer:${ask.id}`, '');
  const [tried, setTried] = useState(false);
  const [{ fetching }, answer] = useMutation(AnswerColleagueDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fetching || !words.trim()) return;
    const result = outcomeOf(await answer({ input: { askId: ask.id, words: words.trim() } }), (data) => data.answerColleague); // prettier-ignore
    setOutcome(result);
    if (result.kind !== 'done') return;
    forget();
    onClose();
    onAnswered();
  };
  return (
    <Dialog title={t('care.answer.title', { name: ask.asker?.displayName ?? '' })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        {ask.words && <p className="asidereason">{ask.words}</p>}
        {problem && problem.field !== 'words' && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <AreaField
          label={t(`care.answer.${ask.kind}`)}
          rows={3}
          value={words}
          problem={problemAt(problem, 'words') ?? (tried && !words.trim() ? t('staff.required') : undefined)}
          onChange={(event) => setWords(event.target.value)}
        />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={fetching}>
            {t('care.answer.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
