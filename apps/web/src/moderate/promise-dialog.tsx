import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { type DeskAsideMessagePartsFragment, MakePromiseDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Dialog } from '../parts/dialog';
import { AreaField, Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { daysAhead, readMoment } from './contact-time';

interface Props {
  message: DeskAsideMessagePartsFragment;
  onClose: () => void;
  onPromised: () => void;
}

/** Marks a sentence as a promise, with the moment it is due, so that the team keeps it. */
export function PromiseDialog({ message, onClose, onPromised }: Props) {
  const t = useText();
  const client = useClient();
  const [sentence, setSentence] = useState(message.text.length <= 300 ? message.text : '');
  const [due, setDue] = useState(() => daysAhead(1));
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const dueAt = readMoment(due);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || !sentence.trim() || !dueAt) return;
    setBusy(true);
    const input = { clientKey, messageId: message.id, sentence: sentence.trim(), dueAt };
    const result = outcomeOf(await client.mutation(MakePromiseDocument, { input }), (data) => data.makePromise);
    setBusy(false);
    setOutcome(result);
    if (result.kind === 'problem') setClientKey(crypto.randomUUID());
    if (result.kind !== 'done') return;
    onPromised();
    onClose();
  }

  return (
    <Dialog title={t('asides.promise.mark')} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <p>{t('asides.promise.lead')}</p>
        {problem && !['sentence', 'dueAt'].includes(problem.field ?? '') && <ProblemNote problem={problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        <AreaField
          label={t('asides.promise.sentence')}
          hint={t('asides.promise.sentence.hint')}
          rows={3}
          value={sentence}
          problem={problemAt(problem, 'sentence')}
          onChange={(event) => setSentence(event.target.value)}
        />
        <Field
          label={t('asides.promise.due')}
          type="datetime-local"
          value={due}
          problem={problemAt(problem, 'dueAt')}
          onChange={(event) => setDue(event.target.value)}
        />
        <p className="row">
          <button type="submit" className="btn btn--main" aria-disabled={busy || !sentence.trim() || !dueAt}>
            {t('asides.promise.go')}
          </button>
          <button type="button" className="btn btn--quiet" onClick={onClose}>
            {t('staff.cancel')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
