import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { CreateInvitationDocument, type InvitationKind } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import type { MadeInvitation } from './organiser-types';

const kinds = ['PERSONAL', 'OPEN'] as const satisfies readonly InvitationKind[];
const dayChoices = [1, 7, 14, 30] as const;
const DAY = 86_400_000;
const MOST_USES = 500;

/** An invitation for one person, or one for many that a person then admits. */
export function InvitationForm({ groupId, onMade }: { groupId: string; onMade: (made: MadeInvitation) => void }) {
  const t = useText();
  const [{ fetching }, create] = useMutation(CreateInvitationDocument);
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [kind, setKind] = useState<InvitationKind>('PERSONAL');
  const [days, setDays] = useState<number>(7);
  const [uses, setUses] = useState('25');
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const count = Number(uses);
  const usesAreFine = kind === 'PERSONAL' || (Number.isInteger(count) && count >= 1 && count <= MOST_USES);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (fetching) return;
    setTried(true);
    if (!usesAreFine) return;
    setOutcome(undefined);
    const expiresAt = new Date(Date.now() + days * DAY).toISOString();
    const answer = await create({
      input: { clientKey, groupId, kind, expiresAt, ...(kind === 'OPEN' ? { uses: count } : {}) },
    });
    const result = outcomeOf(answer, (data) => data.createInvitation);
    setOutcome(result);
    if (result.kind !== 'failed') setClientKey(crypto.randomUUID());
    if (result.kind === 'done') onMade(result.done);
  };

  return (
    <form className="panel stack" noValidate onSubmit={(event) => void send(event)}>
      {problem && problem.field !== 'uses' && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <RadioChoice
        legend={t('invite.kind')}
        name="kind"
        values={kinds}
        chosen={kind}
        onChange={setKind}
        show={(one) => t(`invite.${one}`)}
        about={(one) => t(`invite.${one}.text`)}
        two
      />
      <div role="group" aria-label={t('invite.expires')}>
        <p className="label">{t('invite.expires')}</p>
        <div className="chips">
          {dayChoices.map((one) => (
            <button key={one} type="button" className="chip" aria-pressed={days === one} onClick={() => setDays(one)}>
              {t('invite.expires.days', { days: one })}
            </button>
          ))}
        </div>
      </div>
      {kind === 'OPEN' && (
        <Field
          label={t('invite.uses')}
          hint={t('invite.uses.hint')}
          problem={problemAt(problem, 'uses') ?? (tried && !usesAreFine ? t('invite.uses.invalid') : undefined)}
          type="number"
          min={1}
          max={MOST_USES}
          inputMode="numeric"
          value={uses}
          onChange={(event) => setUses(event.target.value)}
        />
      )}
      <button type="submit" className="btn btn--main" aria-disabled={fetching}>
        {t('invite.do')}
      </button>
    </form>
  );
}
