import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { EndDutyDocument, MyDutyDocument, StartDutyDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';

/** The duty of the viewer in one organisation; undefined until it is known. */
export function useMyDuty(organisationId: string) {
  const [{ data }, ask] = useQuery({ query: MyDutyDocument, requestPolicy: 'cache-and-network' });
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  return { duty: position?.duty, refetch: () => ask({ requestPolicy: 'network-only' }) };
}

/** "I am here" and "I am off", by one button; what members see follows it. */
export function DutyStrip({ organisationId }: { organisationId: string }) {
  const t = useText();
  const times = useDeskTimes(30_000);
  const { duty, refetch } = useMyDuty(organisationId);
  const [{ fetching: starting }, start] = useMutation(StartDutyDocument);
  const [{ fetching: ending }, end] = useMutation(EndDutyDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const settle = (result: Outcome<unknown>) => {
    setOutcome(result);
    refetch();
  };
  const begin = async () => {
    if (starting) return;
    const input = { clientKey: crypto.randomUUID(), organisationId, groupIds: [] };
    settle(outcomeOf(await start({ input }), (data) => data.startDuty));
  };
  const stop = async () => {
    if (ending) return;
    settle(outcomeOf(await end({ input: { organisationId } }), (data) => data.endDuty));
  };
  if (duty === undefined) return null;
  return (
    <section className={duty ? 'dutystrip is-on' : 'dutystrip'} aria-label={t('duty.strip')}>
      <p>
        <Icon name={duty ? 'check' : 'clock'} size="s" />
        <span role="status">
          {duty
            ? t('duty.on.since', { since: times.when(duty.startedAt), until: times.when(duty.until) })
            : t('duty.off.now')}
        </span>
      </p>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <p className="row">
        {duty && (
          <button type="button" className="btn btn--s" aria-disabled={ending} onClick={() => void stop()}>
            {t('duty.stop')}
          </button>
        )}
        <button
          type="button"
          className={duty ? 'btn btn--s btn--quiet' : 'btn btn--s btn--main'}
          aria-disabled={starting}
          onClick={() => void begin()}
        >
          {t(duty ? 'duty.longer' : 'duty.start')}
        </button>
      </p>
    </section>
  );
}
