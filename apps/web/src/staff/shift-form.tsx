import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { AddRotaShiftDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import { type RotaOrganisation, useRotaWords, weekdays } from './rota-words';

const ways = ['WEEKLY', 'ONCE'] as const;
type Way = (typeof ways)[number];

interface Wanted {
  readonly staffIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly way: Way;
  readonly weekdays: readonly number[];
  readonly onDate: string;
  readonly from: string;
  readonly to: string;
}

const nothing: Wanted = {
  staffIds: [],
  groupIds: [],
  way: 'WEEKLY',
  weekdays: [],
  onDate: '',
  from: '09:00',
  to: '17:00',
};

const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

/** Plans people for a time that returns each week, or for one day. A shift may go over midnight. */
export function ShiftForm({ organisation, onAdded }: { organisation: RotaOrganisation; onAdded: () => void }) {
  const t = useText();
  const words = useRotaWords(organisation.groups);
  const [{ fetching }, add] = useMutation(AddRotaShiftDocument);
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [wanted, setWanted] = useState(nothing);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const change = (part: Partial<Wanted>) => {
    setOutcome(undefined);
    setWanted({ ...wanted, ...part });
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    const { way, onDate, ...rest } = wanted;
    const when = way === 'ONCE' ? { weekdays: [], onDate } : { weekdays: rest.weekdays, onDate: null };
    const input = { clientKey, organisationId: organisation.id, ...rest, ...when, startsOn: null, endsOn: null };
    const result = outcomeOf(
      await add({
        input: { ...input, staffIds: [...rest.staffIds], groupIds: [...rest.groupIds], weekdays: [...when.weekdays] },
      }),
      (data) => data.addRotaShift,
    );
    setOutcome(result);
    if (result.kind !== 'done') return;
    setClientKey(crypto.randomUUID());
    setWanted({ ...nothing, from: wanted.from, to: wanted.to });
    onAdded();
  };
  const wrong = (field: string) => {
    const told = problemAt(problem, field);
    return told ? <span className="err">{told}</span> : null;
  };
  const known = ['staffIds', 'groupIds', 'weekdays', 'onDate', 'from', 'to'];
  const isElsewhere = problem && !known.some((field) => problemAt(problem, field));
  const isSaved = outcome?.kind === 'done';
  return (
    <form className="panel stack" noValidate aria-labelledby="shift-title" onSubmit={(event) => void send(event)}>
      <h2 id="shift-title">{t('rota.add')}</h2>
      {isElsewhere && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <fieldset>
        <legend className="label">{t('rota.add.who')}</legend>
        <div className="choice">
          {(organisation.team ?? []).map(({ id, displayName }) => (
            <label key={id} className="opt">
              <input
                type="checkbox"
                checked={wanted.staffIds.includes(id)}
                onChange={() => change({ staffIds: toggled(wanted.staffIds, id) })}
              />
              <span>{displayName}</span>
            </label>
          ))}
        </div>
        {wrong('staffIds')}
      </fieldset>
      {organisation.groups.length > 1 && (
        <fieldset>
          <legend className="label">{t('rota.add.groups')}</legend>
          <p className="hint">{t('rota.add.groups.hint')}</p>
          <div className="choice">
            {organisation.groups.map(({ id, name }) => (
              <label key={id} className="opt">
                <input
                  type="checkbox"
                  checked={wanted.groupIds.includes(id)}
                  onChange={() => change({ groupIds: toggled(wanted.groupIds, id) })}
                />
                <span>{name}</span>
              </label>
            ))}
          </div>
          {wrong('groupIds')}
        </fieldset>
      )}
      <RadioChoice
        two
        legend={t('rota.add.when')}
        name="rota-way"
        values={ways}
        chosen={wanted.way}
        onChange={(way) => change({ way })}
        show={(way) => t(`rota.add.when.${way}`)}
      />
      {wanted.way === 'WEEKLY' ? (
        <fieldset>
          <legend className="label">{t('rota.add.days')}</legend>
          <div className="chips">
            {weekdays.map((day) => (
              <button
                key={day}
                type="button"
                className="chip"
                aria-pressed={wanted.weekdays.includes(day)}
                onClick={() => change({ weekdays: toggled(wanted.weekdays, day) })}
              >
                {words.weekday(day)}
              </button>
            ))}
          </div>
          {wrong('weekdays')}
        </fieldset>
      ) : (
        <Field
          label={t('rota.add.date')}
          type="date"
          value={wanted.onDate}
          problem={problemAt(problem, 'onDate')}
          onChange={(event) => change({ onDate: event.target.value })}
        />
      )}
      <div className="shifttimes">
        <Field
          label={t('rota.add.from')}
          type="time"
          value={wanted.from}
          problem={problemAt(problem, 'from')}
          onChange={(event) => change({ from: event.target.value })}
        />
        <Field
          label={t('rota.add.to')}
          type="time"
          value={wanted.to}
          problem={problemAt(problem, 'to')}
          onChange={(event) => change({ to: event.target.value })}
        />
      </div>
      {wanted.to <= wanted.from && <p className="hint">{t('rota.add.night')}</p>}
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching}>
          {t('rota.add.do')}
        </button>
        <span className={isSaved ? 'said' : 'sr'} role="status">
          {isSaved ? t('rota.saved') : ''}
        </span>
      </p>
    </form>
  );
}
