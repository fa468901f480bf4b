import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { ChangeGroupDutyDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import type { OrganiserGroup } from './organiser-types';

type OffDuty = OrganiserGroup['offDuty'];
const ways = ['OPEN', 'HOLD'] as const satisfies readonly OffDuty[];

/** What becomes of posts while nobody is on duty. */
export function DutyChoice({ groupId, offDuty }: { groupId: string; offDuty: OffDuty }) {
  const t = useText();
  const [kept, setKept] = useState(offDuty);
  const [wanted, setWanted] = useState(offDuty);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const [{ fetching }, send] = useMutation(ChangeGroupDutyDocument);
  const isSaved = outcome?.kind === 'done';
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching || wanted === kept) return;
    const result = outcomeOf(await send({ input: { groupId, offDuty: wanted } }), (data) => data.changeGroupDuty);
    setOutcome(result);
    if (result.kind === 'done') setKept(wanted);
  };
  return (
    <form className="panel stack" aria-labelledby="off-duty-title" onSubmit={(event) => void save(event)}>
      <h2 id="off-duty-title">{t('organise.offDuty')}</h2>
      {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <RadioChoice
        legend={t('organise.offDuty.legend')}
        name="off-duty"
        values={ways}
        chosen={wanted}
        onChange={(way) => {
          setOutcome(undefined);
          setWanted(way);
        }}
        show={(way) => t(`organise.offDuty.${way}`)}
        about={(way) => t(`organise.offDuty.${way}.text`)}
      />
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={fetching || wanted === kept}>
          {t('organise.safety.save')}
        </button>
        <span className={isSaved ? 'said' : 'sr'} role="status">
          {isSaved ? t('organise.safety.saved') : ''}
        </span>
      </p>
    </form>
  );
}
