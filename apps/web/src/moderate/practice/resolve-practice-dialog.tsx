import { type FormEvent, useState } from 'react';
import { type PracticeDecision, ResolvePracticeDocument } from '../../generated/staff-documents';
import { useText } from '../../language/text';
import { Dialog } from '../../parts/dialog';
import { AreaField } from '../../parts/field';
import { problemAt } from '../../parts/problem-note';
import { RadioChoice } from '../../parts/radio-choice';
import { useDraft } from '../../staff/use-draft';
import { StepOutcome } from './step-outcome';
import { usePracticeStep } from './use-practice-step';
import type { KeptRun, PracticeRun } from './use-practice-run';

const decisions: readonly PracticeDecision[] = ['NO_ACTION', 'SUPPORTED', 'STEERED', 'ESCALATED'];

interface Props {
  run: PracticeRun;
  take: KeptRun['take'];
  onClose: () => void;
}

interface Draft {
  readonly decision: PracticeDecision | undefined;
  readonly reasons: string;
}

/** How a practice thread ended: a decision and its reasons, as an item ends. Then it is looked back on. */
export function ResolvePracticeDialog({ run, take, onClose }: Props) {
  const t = useText();
  const { send, busy, outcome, problem } = usePracticeStep(take);
  const [draft, setDraft, forget] = useDraft<Draft>(`practice-resolve:${run.id}`, { decision: undefined, reasons: '' });
  const [tried, setTried] = useState(false);
  const { decision, reasons } = draft;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!decision || !reasons.trim()) return;
    const input = { runId: run.id, decision, reasons: reasons.trim() };
    if (!(await send(ResolvePracticeDocument, input, (data) => data.resolvePractice))) return;
    forget();
    onClose();
  };
  return (
    <Dialog title={t('practice.resolve.title')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p className="quiet">{t('practice.resolve.text')}</p>
        <RadioChoice
          legend={t('desk.resolve.decision')}
          name="decision"
          values={decisions}
          chosen={decision}
          onChange={(kind) => setDraft({ ...draft, decision: kind })}
          show={(kind) => t(`decision.${kind}`)}
          about={(kind) => t(`decision.${kind}.text`)}
          two
        >
          {tried && !decision && <span className="err">{t('staff.required')}</span>}
        </RadioChoice>
        <AreaField
          label={t('desk.resolve.reasons')}
          hint={t('practice.resolve.hint')}
          problem={problemAt(problem, 'reasons') ?? (tried && !reasons.trim() ? t('staff.required') : undefined)}
          rows={3}
          value={reasons}
          onChange={(event) => setDraft({ ...draft, reasons: event.target.value })}
        />
        <StepOutcome outcome={outcome} />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy}>
            {t('practice.resolve.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
