import { type FormEvent, useState } from 'react';
import { CommentOnPracticeDocument } from '../../generated/staff-documents';
import { useText } from '../../language/text';
import { AreaField } from '../../parts/field';
import { problemAt } from '../../parts/problem-note';
import { Words } from '../../parts/words';
import { useDeskTimes } from '../../staff/desk-times';
import { useDraft } from '../../staff/use-draft';
import { StepOutcome } from './step-outcome';
import { useStepWords } from './step-words';
import { usePracticeStep } from './use-practice-step';
import type { KeptRun, PracticeRun } from './use-practice-run';

interface Props {
  run: PracticeRun;
  take: KeptRun['take'];
}

/** What a supervisor and the trainee say about a run, during it and after, and a place to say more. */
export function PracticeComments({ run, take }: Props) {
  const t = useText();
  return (
    <>
      <h2 id="practice-comments">{t('practice.comments')}</h2>
      {run.comments.length === 0 && <p className="quiet">{t('practice.comments.none')}</p>}
      <div role="region" aria-live="polite" aria-labelledby="practice-comments">
        <CommentList run={run} comments={run.comments} withStep />
      </div>
      <CommentForm run={run} take={take} stepId={null} />
    </>
  );
}

interface ListProps {
  run: PracticeRun;
  comments: PracticeRun['comments'];
  /** Says at which step a comment stands. */
  withStep?: boolean;
}

export function CommentList({ run, comments, withStep = false }: ListProps) {
  const t = useText();
  const { when } = useDeskTimes(60_000);
  const stepWords = useStepWords(run);
  if (comments.length === 0) return null;
  return (
    <ul className="practicecomments">
      {comments.map(({ id, text, at, by, stepId, byTrainee }) => {
        const step = withStep ? run.steps.find((one) => one.id === stepId) : undefined;
        return (
          <li key={id} className={byTrainee ? 'is-trainee' : undefined}>
            <p className="meta">
              <b>{by?.displayName ?? t('practice.comments.somebody')}</b>, {when(at)}
              {step && `. ${t('practice.comments.at', { step: stepWords(step) })}`}
            </p>
            <Words text={text} />
          </li>
        );
      })}
    </ul>
  );
}

interface FormProps extends Props {
  stepId: string | null;
  onDone?: () => void;
}

/** A word about a run, or about one step of it. */
export function CommentForm({ run, take, stepId, onDone }: FormProps) {
  const t = useText();
  const { send, busy, outcome, problem } = usePracticeStep(take);
  const [text, setText, forget] = useDraft(`practice-comment:${run.id}:${stepId ?? ''}`, '');
  const [empty, setEmpty] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setEmpty(!text.trim());
    if (!text.trim()) return;
    const input = { runId: run.id, stepId, text: text.trim() };
    if (!(await send(CommentOnPracticeDocument, input, (data) => data.commentOnPractice))) return;
    setText('');
    forget();
    onDone?.();
  };
  return (
    <form className="stack-s" noValidate onSubmit={(event) => void submit(event)}>
      <AreaField
        label={t(run.isMine ? 'practice.comment.answer' : stepId ? 'practice.comment.step' : 'practice.comment')}
        problem={problemAt(problem, 'text') ?? (empty ? t('staff.required') : undefined)}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <StepOutcome outcome={outcome} />
      <p className="row">
        <button type="submit" className="btn btn--s" aria-disabled={busy}>
          {t('practice.comment.do')}
        </button>
        {onDone && (
          <button type="button" className="btn btn--s btn--quiet" onClick={onDone}>
            {t('staff.cancel')}
          </button>
        )}
      </p>
    </form>
  );
}
