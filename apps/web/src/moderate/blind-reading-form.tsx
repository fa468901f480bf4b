import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import {
  type BlindReadingPartsFragment,
  type DecisionKind,
  GiveBlindReadingDocument,
  LetGoBlindReadingDocument,
  type Severity,
} from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useDraft } from '../staff/use-draft';

const kinds = ['NO_ACTION', 'SUPPORTED', 'STEERED', 'RELEASED', 'RETURNED', 'HIDDEN', 'ESCALATED'] as const satisfies readonly DecisionKind[]; // prettier-ignore
const severities = ['GREEN', 'AMBER', 'RED', 'CRISIS'] as const satisfies readonly Severity[];

interface Props {
  readingId: string;
  onGiven: (reading: BlindReadingPartsFragment) => void;
  onClose: () => void;
}

/** What the second person would have decided, with a short reason; or the reading is let go. */
export function BlindReadingForm({ readingId, onGiven, onClose }: Props) {
  const t = useText();
  const client = useClient();
  const [decision, setDecision] = useState<DecisionKind>();
  const [severity, setSeverity] = useState<Severity>();
  const [reason, setReason, forget] = useDraft(`blind:${readingId}`, '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;

  async function give(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (busy || !decision || !severity || !reason.trim()) return;
    setBusy(true);
    const input = { readingId, decision, severity, reason: reason.trim() };
    const given = outcomeOf(
      await client.mutation(GiveBlindReadingDocument, { input }),
      (data) => data.giveBlindReading,
    );
    setBusy(false);
    setOutcome(given);
    if (given.kind !== 'done') return;
    forget();
    onGiven(given.done);
    scrollTo(0, 0);
  }
  async function letGo(): Promise<void> {
    const done = outcomeOf(
      await client.mutation(LetGoBlindReadingDocument, { input: { readingId } }),
      (data) => data.letGoBlindReading,
    );
    if (done.kind === 'failed') setOutcome(done);
    else onClose();
  }

  return (
    <form className="panel stack" noValidate onSubmit={(event) => void give(event)}>
      <h2>{t('blind.form')}</h2>
      <p className="quiet">{t('blind.form.lead')}</p>
      {problem && problem.field !== 'reason' && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <label className="field">
        <span className="label">{t('blind.kind')}</span>
        <select
          className="select"
          value={decision ?? ''}
          onChange={(event) => setDecision(kinds.find((one) => one === event.target.value))}
        >
          <option value="">{t('blind.choose')}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`decision.${kind}`)}
            </option>
          ))}
        </select>
        {tried && !decision && <span className="err">{t('staff.required')}</span>}
      </label>
      <label className="field">
        <span className="label">{t('blind.severity')}</span>
        <select
          className="select"
          value={severity ?? ''}
          onChange={(event) => setSeverity(severities.find((one) => one === event.target.value))}
        >
          <option value="">{t('blind.choose')}</option>
          {severities.map((one) => (
            <option key={one} value={one}>
              {t(`severity.${one}`)}
            </option>
          ))}
        </select>
        {tried && !severity && <span className="err">{t('staff.required')}</span>}
      </label>
      <AreaField
        label={t('blind.reason')}
        rows={3}
        value={reason}
        problem={problemAt(problem, 'reason') ?? (tried && !reason.trim() ? t('staff.required') : undefined)}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={busy}>
          {t('blind.give')}
        </button>
        <button type="button" className="btn btn--quiet" onClick={() => void letGo()}>
          {t('blind.letGo')}
        </button>
      </p>
    </form>
  );
}
