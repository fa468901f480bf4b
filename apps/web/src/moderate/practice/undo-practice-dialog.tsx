import { type FormEvent, useState } from 'react';
import { UndoInPracticeDocument } from '../../generated/staff-documents';
import { useText } from '../../language/text';
import { Dialog } from '../../parts/dialog';
import { problemAt } from '../../parts/problem-note';
import { ReasonField } from '../reason-field';
import { StepOutcome } from './step-outcome';
import { usePracticeStep } from './use-practice-step';
import type { KeptRun, PracticeRun, PracticeStep } from './use-practice-run';

interface Props {
  run: PracticeRun;
  step: PracticeStep;
  take: KeptRun['take'];
  onClose: () => void;
}

/** Takes back a step of a run, with a reason, as on the desk. */
export function UndoPracticeDialog({ run, step, take, onClose }: Props) {
  const t = useText();
  const { send, busy, outcome, problem } = usePracticeStep(take);
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setEmpty(!reason.trim());
    if (!reason.trim()) return;
    const input = { runId: run.id, stepId: step.id, reason: reason.trim() };
    if (await send(UndoInPracticeDocument, input, (data) => data.undoInPractice)) onClose();
  };
  const kind = step.intervention ? t(`intervention.${step.intervention}`) : '';
  return (
    <Dialog title={t('steer.undo.title', { kind })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <StepOutcome outcome={outcome} />
        <ReasonField
          label={t('steer.undo.reason')}
          value={reason}
          onChange={setReason}
          ready={[]}
          problem={problemAt(problem, 'reason') ?? (empty ? t('staff.required') : undefined)}
        />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy}>
            {t('steer.undo.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
