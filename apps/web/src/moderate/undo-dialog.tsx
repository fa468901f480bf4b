import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDraft } from '../staff/use-draft';
import { ReasonField } from './reason-field';
import { type SteerOutcome, sendUndo } from './send-steering';
import type { Intervention } from './use-review-item';

interface Props {
  intervention: Intervention;
  onClose: () => void;
  onUndone: () => void;
}

/** Takes back what was done a while ago: with a reason, like every action. */
export function UndoDialog({ intervention, onClose, onUndone }: Props) {
  const t = useText();
  const client = useClient();
  const [reason, setReason, forget] = useDraft(`undo:${intervention.id}`, '');
  const [empty, setEmpty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<SteerOutcome>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setEmpty(!reason.trim());
    if (!reason.trim()) return;
    setBusy(true);
    const result = await sendUndo(client, intervention.id, reason.trim());
    setBusy(false);
    setOutcome(result);
    if (result.kind !== 'done') return;
    forget();
    onUndone();
  };
  return (
    <Dialog title={t('steer.undo.title', { kind: t(`intervention.${intervention.kind}`) })} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        {problem && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
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
