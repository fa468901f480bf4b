import { useState } from 'react';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import { MyDutyDocument, StartDutyDocument, UnreadHandOversDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';
import { GroupBoxes } from './group-boxes';

/** The duty of the viewer in one organisation; undefined until it is known. */
export function useMyDuty(organisationId: string) {
  const [{ data }, ask] = useQuery({ query: MyDutyDocument, requestPolicy: 'cache-and-network' });
  const position = data?.viewer?.staffPositions.find(({ organisation }) => organisation.id === organisationId);
  return {
    duty: position?.duty,
    groups: position?.organisation.groups ?? [],
    refetch: () => ask({ requestPolicy: 'network-only' }),
  };
}

type MyDuty = NonNullable<ReturnType<typeof useMyDuty>['duty']>;

/** "I am here" by one button; the end goes by the hand-over. What members see follows it. */
export function DutyStrip({ organisationId }: { organisationId: string }) {
  const t = useText();
  const times = useDeskTimes(30_000);
  const { duty, groups, refetch } = useMyDuty(organisationId);
  const [{ fetching }, start] = useMutation(StartDutyDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const begin = async () => {
    if (fetching) return;
    const input = { clientKey: crypto.randomUUID(), organisationId, groupIds: duty ? [] : [...chosen] };
    setOutcome(outcomeOf(await start({ input }), (data) => data.startDuty));
    refetch();
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
      {duty && <ToRead organisationId={organisationId} duty={duty} />}
      {duty && duty.groupIds.length > 0 && (
        <p>{t('duty.forGroups', { groups: namesOf(groups, duty.groupIds), count: duty.groupIds.length })}</p>
      )}
      {duty === null && groups.length > 1 && (
        <details className="disclose">
          <summary>
            <Icon name="next" />
            {chosen.length > 0
              ? t('duty.forGroups', { groups: namesOf(groups, chosen), count: chosen.length })
              : t('duty.forAll')}
          </summary>
          <GroupBoxes legend={t('duty.groups')} groups={groups} chosen={chosen} onChange={setChosen} />
          <p className="quiet">{t('duty.groups.hint')}</p>
        </details>
      )}
      <p className="row">
        {duty && (
          <Link className="btn btn--s" href="/moderate/hand-over">
            {t('duty.stop')}
          </Link>
        )}
        <button
          type="button"
          className={duty ? 'btn btn--s btn--quiet' : 'btn btn--s btn--main'}
          aria-disabled={fetching}
          onClick={() => void begin()}
        >
          {t(duty ? 'duty.longer' : 'duty.start')}
        </button>
      </p>
    </section>
  );
}

const namesOf = (groups: readonly { readonly id: string; readonly name: string }[], ids: readonly string[]): string =>
  groups
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(', ');

/** Says that the queue shows the groups of one's duty only, with one tap to see all. */
export function OnlyMyGroups({ onShowAll }: { onShowAll: () => void }) {
  const t = useText();
  return (
    <p className="onlymine row">
      <span>{t('duty.onlyMine')}</span>
      <button type="button" className="btn btn--s" onClick={onShowAll}>
        {t('duty.showAll')}
      </button>
    </p>
  );
}

/** What others handed over for the same groups, and this person did not say yet that they read it. */
function ToRead({ organisationId, duty }: { organisationId: string; duty: MyDuty }) {
  const t = useText();
  const [{ data }] = useQuery({
    query: UnreadHandOversDocument,
    variables: { organisationId },
    requestPolicy: 'cache-and-network',
  });
  const shares = (groupIds: readonly string[]) =>
    groupIds.length === 0 || duty.groupIds.length === 0 || groupIds.some((id) => duty.groupIds.includes(id));
  const count = (data?.handOvers ?? []).filter(
    ({ readByMeAt, duty: theirs }) => readByMeAt === null && theirs.by.id !== duty.by.id && shares(theirs.groupIds),
  ).length;
  if (count === 0) return null;
  return (
    <p>
      <Link href="/moderate/hand-over">{t('duty.toRead', { count })}</Link>
    </p>
  );
}
