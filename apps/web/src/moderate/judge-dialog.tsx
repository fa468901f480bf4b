import { type FormEvent, type ReactNode, useState } from 'react';
import type { Outcome } from '../graphql/outcome';
import type { MessageId } from '../language/catalogue';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RadioChoice } from '../parts/radio-choice';
import { useDraft } from '../staff/use-draft';
import { ReasonField } from './reason-field';

interface Props<Value extends string> {
  title: string;
  /** Under which name words that are not sent yet are kept. */
  draft: string;
  lead: string;
  values: readonly Value[];
  /** What is said now. */
  now: Value | null | undefined;
  show: (value: Value) => ReactNode;
  ready: readonly MessageId[];
  send: (value: Value, reason: string) => Promise<Outcome<unknown>>;
  onClose: () => void;
  onJudged: () => void;
}

/** A person sees it otherwise: what they say outweighs what was said until now, with a reason for the team. */
export function JudgeDialog<Value extends string>(props: Props<Value>) {
  const { title, lead, values, now, show, ready, send, onClose, onJudged } = props;
  const t = useText();
  const [reason, setReason, forget] = useDraft(props.draft, '');
  const [value, setValue] = useState(now ?? undefined);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const isOther = value !== undefined && value !== now;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (busy || !isOther || !reason.trim()) return;
    setBusy(true);
    const result = await send(value, reason.trim());
    setBusy(false);
    setOutcome(result);
    if (result.kind !== 'done') return;
    forget();
    onJudged();
    onClose();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p>{lead}</p>
        {problem && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <RadioChoice
          legend={t('judge.choose')}
          name="judgement"
          values={values}
          chosen={value}
          onChange={setValue}
          show={show}
          about={(one) => one === now && t('judge.now')}
        >
          {tried && !isOther && <p className="err">{t('judge.same')}</p>}
        </RadioChoice>
        <ReasonField
          value={reason}
          onChange={setReason}
          ready={ready}
          problem={problemAt(problem, 'reason') ?? (tried && !reason.trim() ? t('staff.required') : undefined)}
        />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy}>
            {t('judge.do')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
