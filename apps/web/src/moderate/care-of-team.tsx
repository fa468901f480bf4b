import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { SetExposureBudgetDocument, StaffLoadDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import type { CareDesk } from './use-care-desk';

interface Props {
  desk: CareDesk;
  organisationId: string;
  onSet: () => void;
}

/** For supervisors: how much one shift asks at most, and how much work each had. Never what about, nor who wants to talk. */
export function CareOfTeam({ desk, organisationId, onSet }: Props) {
  return (
    <>
      <Budget desk={desk} organisationId={organisationId} onSet={onSet} />
      <Load organisationId={organisationId} />
    </>
  );
}

function Budget({ desk, organisationId, onSet }: Props) {
  const t = useText();
  const [severe, setSevere] = useState(String(desk.mostSevere));
  const [sameTheme, setSameTheme] = useState(String(desk.mostOfTheme));
  const [{ fetching }, set] = useMutation(SetExposureBudgetDocument);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    // What is no whole number is told by the service, in words.
    const whole = (value: string) => (/^\d{1,6}$/.test(value.trim()) ? Number(value) : 0);
    const input = { organisationId, severe: whole(severe), sameTheme: whole(sameTheme) };
    const result = outcomeOf(await set({ input }), (data) => data.setExposureBudget);
    setOutcome(result);
    if (result.kind === 'done') onSet();
  };
  return (
    <form className="panel stack-s" noValidate aria-labelledby="budget-title" onSubmit={(event) => void send(event)}>
      <h2 id="budget-title">{t('care.budget')}</h2>
      <p className="quiet">{t('care.budget.text')}</p>
      <Field
        label={t('care.budget.severe')}
        inputMode="numeric"
        value={severe}
        problem={problemAt(problem, 'severe')}
        onChange={(event) => setSevere(event.target.value)}
      />
      <Field
        label={t('care.budget.theme')}
        inputMode="numeric"
        value={sameTheme}
        problem={problemAt(problem, 'sameTheme')}
        onChange={(event) => setSameTheme(event.target.value)}
      />
      {problem && !['severe', 'sameTheme'].includes(problem.field ?? '') && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
      <p className="row">
        <button type="submit" className="btn btn--s btn--main" aria-disabled={fetching}>
          {t('care.budget.do')}
        </button>
        <span className={outcome?.kind === 'done' ? 'said' : 'sr'} role="status">
          {outcome?.kind === 'done' ? t('care.saved') : ''}
        </span>
      </p>
    </form>
  );
}

const spans = [7, 28] as const;

function Load({ organisationId }: { organisationId: string }) {
  const t = useText();
  const [days, setDays] = useState<(typeof spans)[number]>(7);
  const [{ data }] = useQuery({
    query: StaffLoadDocument,
    variables: { organisationId, days },
    requestPolicy: 'cache-and-network',
  });
  const told = (count: number | null) => count ?? t('care.load.few');
  return (
    <section className="panel stack-s" aria-labelledby="load-title">
      <h2 id="load-title">{t('care.load')}</h2>
      <p className="quiet">{t('care.load.text')}</p>
      <div className="chips chips--s" role="group" aria-label={t('care.load.days')}>
        {spans.map((span) => (
          <button key={span} type="button" className="chip" aria-pressed={days === span} onClick={() => setDays(span)}>
            {t('care.load.last', { days: span })}
          </button>
        ))}
      </div>
      {(data?.staffLoad ?? []).map(({ staff, duties, hours, severe, timesSpent, handled }) => (
        <table key={staff.id} className="figures">
          <caption>{staff.displayName}</caption>
          <tbody>
            {[
              [t('care.load.duties'), duties],
              [t('care.load.hours'), hours],
              ...handled.map(
                ({ severity, count }) =>
                  [t('care.load.handled', { severity: t(`severity.${severity}`) }), count] as const,
              ),
              [t('care.load.severe'), severe],
              [t('care.load.spent'), timesSpent],
            ].map(([name, value]) => (
              <tr key={String(name)}>
                <th scope="row">{name}</th>
                <td>{value === null ? <span className="quiet">{told(null)}</span> : value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}
