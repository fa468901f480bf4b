import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { ChangeGroupNightDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';

/** Times of the day, as 22:30. */
interface Hours {
  readonly from: string;
  readonly to: string;
}
const ways = ['OFF', 'ON'] as const;
const usual = { from: '22:00', to: '07:00' };

const said = (night: Hours | null): string => (night ? `${night.from} ${night.to}` : '');

/** Between which times nobody writes in the whole group. */
export function NightChoice({ groupId, night }: { groupId: string; night: Hours | null }) {
  const t = useText();
  const [kept, setKept] = useState(said(night));
  const [way, setWay] = useState<(typeof ways)[number]>(night ? 'ON' : 'OFF');
  const [hours, setHours] = useState<Hours>(night ?? usual);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching }, send] = useMutation(ChangeGroupNightDocument);
  const wanted = way === 'ON' ? { from: hours.from, to: hours.to } : null;
  const isSame = said(wanted) === kept;
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const inField = problemAt(problem, 'from') ?? problemAt(problem, 'to');
  const change = (part: Partial<Hours>) => {
    setOutcome(undefined);
    setHours({ ...hours, ...part });
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching || isSame) return;
    const result = outcomeOf(await send({ input: { groupId, night: wanted } }), (data) => data.changeGroupNight);
    setOutcome(result);
    if (result.kind === 'done') setKept(said(wanted));
  };
  return (
    <form className="panel stack" aria-labelledby="night-title" noValidate onSubmit={(event) => void save(event)}>
      <h2 id="night-title">{t('organise.night')}</h2>
      {problem && !inField && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <RadioChoice
        legend={t('organise.night.legend')}
        name="night"
        values={ways}
        chosen={way}
        onChange={(one) => {
          setOutcome(undefined);
          setWay(one);
        }}
        show={(one) => t(`organise.night.${one}`)}
        about={(one) => t(`organise.night.${one}.text`)}
      />
      {way === 'ON' && (
        <>
          <div className="row">
            <Field
              label={t('steer.quiet.from')}
              type="time"
              value={hours.from}
              problem={problemAt(problem, 'from')}
              onChange={(event) => change({ from: event.target.value })}
            />
            <Field
              label={t('steer.quiet.to')}
              type="time"
              value={hours.to}
              problem={problemAt(problem, 'to')}
              onChange={(event) => change({ to: event.target.value })}
            />
          </div>
          <p className="meta">{t('organise.night.zone')}</p>
        </>
      )}
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching || isSame}>
          {t('organise.safety.save')}
        </button>
        <span className={outcome?.kind === 'done' ? 'said' : 'sr'} role="status">
          {outcome?.kind === 'done' ? t('organise.safety.saved') : ''}
        </span>
      </p>
    </form>
  );
}
