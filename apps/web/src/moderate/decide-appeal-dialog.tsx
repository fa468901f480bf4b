import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { type AppealOutcome, DecideAppealDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { Say, useText } from '../language/text';
import { isAboutMe } from '../member/about-me';
import { Dialog } from '../parts/dialog';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import { blanksIn, stopAtBlank } from '../staff/blanks';
import { InSight } from '../staff/in-sight';
import { useDraft } from '../staff/use-draft';
import { MessageArea } from './message-area';
import type { ReviewItem } from './use-review-item';

interface Props {
  item: ReviewItem;
  onClose: () => void;
  /** The item was newer than what was read: asks for it again. */
  onStale: () => Promise<void>;
  onDecided: () => void;
}

interface Draft {
  readonly outcome: AppealOutcome | undefined;
  readonly reasons: string;
}

const outcomes: readonly AppealOutcome[] = ['OVERTURNED', 'UPHELD'];

/** Lets a colleague's decision stand, or takes it back; the reasons go to the member and to who decided first. */
export function DecideAppealDialog({ item, onClose, onStale, onDecided }: Props) {
  const t = useText();
  const [{ fetching }, decide] = useMutation(DecideAppealDocument);
  const [draft, setDraft, forget] = useDraft<Draft>(`appeal:${item.id}`, { outcome: undefined, reasons: '' });
  const [tried, setTried] = useState(false);
  const [answer, setAnswer] = useState<Outcome<unknown>>();
  const { outcome, reasons } = draft;
  const isOpen = blanksIn(reasons).length > 0;
  const problem = answer?.kind === 'problem' ? answer.problem : undefined;
  const isStale = problem?.code === 'STALE';
  const isAboutMember = item.statement ? isAboutMe(item.statement.kind) : false;

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (fetching) return;
    setTried(true);
    setAnswer(undefined);
    if (stopAtBlank(event.currentTarget) || outcome === undefined || !reasons.trim()) return;
    const input = { id: item.id, version: item.version, outcome, reasons: reasons.trim() };
    const result = outcomeOf(await decide({ input }), (data) => data.decideAppeal);
    setAnswer(result);
    if (result.kind === 'problem' && result.problem.code === 'STALE') await onStale();
    if (result.kind !== 'done') return;
    forget();
    onDecided();
  };

  return (
    <Dialog title={t('looked.decide.title')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        <RadioChoice
          legend={t('looked.decide.outcome')}
          name="outcome"
          values={outcomes}
          chosen={outcome}
          onChange={(one) => setDraft({ ...draft, outcome: one })}
          show={(one) => t(`decision.${one}`)}
          about={(one) => t(isAboutMember ? `looked.${one}.member` : `decision.${one}.text`)}
          two
        >
          {tried && outcome === undefined && <span className="err">{t('staff.required')}</span>}
        </RadioChoice>
        <MessageArea
          label={t('looked.decide.reasons')}
          hint={t('looked.decide.reasons.hint')}
          problem={
            problemAt(problem, 'reasons') ??
            (tried && !reasons.trim() ? t('staff.required') : tried && isOpen ? t('templates.blank') : undefined)
          }
          rows={5}
          value={reasons}
          onChange={(words) => setDraft({ ...draft, reasons: words })}
        />
        {answer && answer.kind !== 'done' && (
          <InSight>
            {isStale && (
              <Note icon="alert" live="alert">
                <p>
                  <Say id="desk.resolve.stale" />
                </p>
              </Note>
            )}
            {problem && !isStale && <ProblemNote problem={problem} />}
            {answer.kind === 'failed' && <FailureNote offline={answer.offline} kept />}
          </InSight>
        )}
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={fetching}>
            {t('looked.decide.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
