import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { ChangeGroupSafetyDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import type { OrganiserGroup } from './organiser-types';

type Safety = NonNullable<OrganiserGroup['safety']>;

const suicideTalk = ['ALLOW_WITHOUT_METHOD', 'HOLD'] as const satisfies readonly Safety['suicideTalk'][];
const otherLanguages = ['REVIEW', 'SHOW'] as const satisfies readonly Safety['otherLanguages'][];

/** How a group's posts are read: what waits for a moderator, and what is asked of one. */
export function SafetyChoices({ groupId, safety }: { groupId: string; safety: Safety }) {
  const t = useText();
  const [kept, setKept] = useState(safety);
  const [wanted, setWanted] = useState(safety);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching }, send] = useMutation(ChangeGroupSafetyDocument);
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(kept);
  const change = (part: Partial<Safety>) => {
    setOutcome(undefined);
    setWanted({ ...wanted, ...part });
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching || !isChanged) return;
    const { suicideTalk, holdGoodbyes, otherLanguages, themes } = wanted;
    const input = { groupId, suicideTalk, holdGoodbyes, otherLanguages, themes };
    const result = outcomeOf(await send({ input }), (data) => data.changeGroupSafety);
    setOutcome(result);
    if (result.kind === 'done') setKept(wanted);
  };
  const isSaved = outcome?.kind === 'done';
  return (
    <form className="panel stack" aria-labelledby="safety-title" onSubmit={(event) => void save(event)}>
      <div className="stack-s">
        <h2 id="safety-title">{t('organise.safety')}</h2>
        <p className="meta">{t('organise.safety.intro')}</p>
      </div>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <RadioChoice
        legend={t('organise.safety.suicideTalk')}
        name="suicide-talk"
        values={suicideTalk}
        chosen={wanted.suicideTalk}
        onChange={(way) => change({ suicideTalk: way })}
        show={(way) => t(`organise.safety.suicideTalk.${way}`)}
        about={(way) => t(`organise.safety.suicideTalk.${way}.text`)}
      />
      <RadioChoice
        legend={t('organise.safety.otherLanguages')}
        name="other-languages"
        values={otherLanguages}
        chosen={wanted.otherLanguages}
        onChange={(way) => change({ otherLanguages: way })}
        show={(way) => t(`organise.safety.otherLanguages.${way}`)}
        about={(way) => t(`organise.safety.otherLanguages.${way}.text`)}
      />
      <fieldset>
        <legend className="label">{t('organise.safety.waits')}</legend>
        <div className="choice">
          <label className="opt">
            <input
              type="checkbox"
              checked={wanted.holdGoodbyes}
              onChange={(event) => change({ holdGoodbyes: event.target.checked })}
            />
            <span>{t('organise.safety.holdGoodbyes')}</span>
            <small>{t('organise.safety.holdGoodbyes.text')}</small>
          </label>
          <label className="opt">
            <input
              type="checkbox"
              checked={wanted.themes.includes('EATING')}
              onChange={(event) => change({ themes: event.target.checked ? ['EATING'] : [] })}
            />
            <span>{t('organise.safety.eating')}</span>
            <small>{t('organise.safety.eating.text')}</small>
          </label>
        </div>
      </fieldset>
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching || !isChanged}>
          {t('organise.safety.save')}
        </button>
        <span className={isSaved ? 'said' : 'sr'} role="status">
          {isSaved ? t('organise.safety.saved') : ''}
        </span>
      </p>
    </form>
  );
}
