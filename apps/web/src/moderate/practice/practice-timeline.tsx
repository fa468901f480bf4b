import { useState } from 'react';
import { useText } from '../../language/text';
import { CommentForm, CommentList } from './practice-comments';
import { steeringIn } from './practice-climate';
import { useStepWords } from './step-words';
import { minuteOf } from './story-clock';
import type { KeptRun, PracticeRun, PracticeStep } from './use-practice-run';

/** What the trainee did, step by step, with what was said at each. */
export function PracticeTimeline({ run, take }: { run: PracticeRun; take: KeptRun['take'] }) {
  const t = useText();
  const steering = steeringIn(run);
  const [open, setOpen] = useState<string>();
  if (run.steps.length === 0) return <p className="quiet">{t('practice.steps.none')}</p>;
  return (
    <ol className="practicesteps">
      {run.steps.map((step) => (
        <li key={step.id} className={step.kind === 'LOOK' || step.kind === 'PACE' ? 'is-quiet' : undefined}>
          <span className="meta practicesteps__at">{t('practice.minute', { minute: minuteOf(step.at) })}</span>
          <div className="stack-s">
            <div className="practicesteps__line">
              <StepLine run={run} step={step} number={steering.indexOf(step) + 1} />
              {open !== step.id && (
                <button type="button" className="linkbtn" onClick={() => setOpen(step.id)}>
                  {t('practice.comment.here')}
                  <span className="sr">: {t('practice.minute', { minute: minuteOf(step.at) })}</span>
                </button>
              )}
            </div>
            <CommentList run={run} comments={run.comments.filter(({ stepId }) => stepId === step.id)} />
            {open === step.id && (
              <CommentForm run={run} take={take} stepId={step.id} onDone={() => setOpen(undefined)} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepLine({ run, step, number }: { run: PracticeRun; step: PracticeStep; number: number }) {
  const t = useText();
  const words = useStepWords(run);
  const extra = [
    step.minutes && t('steer.minutes.value', { minutes: step.minutes }),
    step.helpline,
    step.kind === 'STEER' && !step.stands && t('practice.undone'),
  ].filter((one) => typeof one === 'string');
  return (
    <div>
      <p className="practicesteps__what">
        {number > 0 && <span className="knot">{number}</span>}
        <span>
          <b>{words(step)}</b>
          {extra.length > 0 && ` (${extra.join(', ')})`}
        </span>
      </p>
      {step.text && <p className="quoted">{step.text}</p>}
      {step.reason && <p className="meta">{t('practice.reason', { reason: step.reason })}</p>}
    </div>
  );
}
