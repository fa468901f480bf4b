import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { ChangeRecheckDocument, type RecheckLooks } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';

const ways = ['MINUTES', 'NEXT_SHIFT', 'BOTH'] as const satisfies readonly RecheckLooks[];

interface Props {
  organisationId: string;
  recheck: { readonly looks: RecheckLooks; readonly minutes: number };
}

/** When the team looks again at what it did; supervisors choose. */
export function RecheckForm({ organisationId, recheck }: Props) {
  const t = useText();
  const [looks, setLooks] = useState(recheck.looks);
  const [minutes, setMinutes] = useState(String(recheck.minutes));
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching }, change] = useMutation(ChangeRecheckDocument);
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const isSaved = outcome?.kind === 'done';
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (fetching) return;
    const wanted = /^\d{1,4}$/.test(minutes.trim()) ? Number(minutes) : -1;
    const answer = await change({ input: { organisationId, looks, minutes: wanted } });
    setOutcome(outcomeOf(answer, (data) => data.changeRecheck));
  }
  return (
    <form className="panel stack" noValidate aria-labelledby="recheck-title" onSubmit={(event) => void save(event)}>
      <h2 id="recheck-title">{t('recheck.title')}</h2>
      {problem && problem.field !== 'minutes' && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <RadioChoice
        legend={t('recheck.when')}
        name="recheck"
        values={ways}
        chosen={looks}
        onChange={(way) => {
          setOutcome(undefined);
          setLooks(way);
        }}
        show={(way) => t(`recheck.${way}`)}
        about={(way) => t(`recheck.${way}.text`)}
      />
      <Field
        label={t('recheck.minutes')}
        hint={t('recheck.minutes.hint')}
        inputMode="numeric"
        maxLength={4}
        value={minutes}
        problem={problemAt(problem, 'minutes')}
        onChange={(event) => {
          setOutcome(undefined);
          setMinutes(event.target.value);
        }}
      />
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching}>
          {t('recheck.save')}
        </button>
        <span className={isSaved ? 'said' : 'sr'} role="status">
          {isSaved ? t('recheck.saved') : ''}
        </span>
      </p>
    </form>
  );
}
