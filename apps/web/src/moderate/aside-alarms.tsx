import { useState } from 'react';
import { useClient } from 'urql';
import { AnswerAsideAlarmDocument, type AsideAlarmPartsFragment } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';
import { SeverityMark } from '../staff/severity-mark';

interface Props {
  alarms: readonly AsideAlarmPartsFragment[];
  onAnswered: () => void;
}

/** Who needs somebody now by what they wrote apart: of whom it is, and never what was said. */
export function AsideAlarms({ alarms, onAnswered }: Props) {
  const t = useText();
  if (alarms.length === 0) return null;
  return (
    <ul className="asidealarms" aria-label={t('asides.alarms')}>
      {alarms.map((alarm) => (
        <Alarm key={alarm.id} alarm={alarm} onAnswered={onAnswered} />
      ))}
    </ul>
  );
}

function Alarm({ alarm, onAnswered }: { alarm: AsideAlarmPartsFragment; onAnswered: () => void }) {
  const t = useText();
  const client = useClient();
  const { age } = useDeskTimes();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  async function answer() {
    if (busy) return;
    setBusy(true);
    const input = { alarmId: alarm.id };
    const result = outcomeOf(
      await client.mutation(AnswerAsideAlarmDocument, { input }),
      (data) => data.answerAsideAlarm,
    );
    setBusy(false);
    setOutcome(result);
    if (result.kind !== 'failed') onAnswered();
  }
  const values = { name: alarm.member?.nickname ?? '', staff: alarm.staff.displayName, group: alarm.groupName };
  return (
    <li className="asidealarm">
      <p>
        <SeverityMark severity="CRISIS" /> <b>{t('asides.alarm', values)}</b>
      </p>
      <p className="meta">
        {t('asides.alarm.about', values)} {age(alarm.at)}
      </p>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <p>
        <button type="button" className="btn btn--s btn--main" aria-disabled={busy} onClick={() => void answer()}>
          {t('asides.alarm.go')}
        </button>
      </p>
    </li>
  );
}
