import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { EndTalkDocument, SayInAsideDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { blanksIn, stopAtBlank } from '../staff/blanks';
import { useDraft } from '../staff/use-draft';
import { MessageArea } from './message-area';
import { ReferralChoice } from './open-aside-dialog';

interface Props {
  asideId: string;
  organisationId: string;
  name: string;
  onChange: () => void;
}

/** Where a moderator answers a member apart, points to a helpline, or ends it. */
export function AsideAnswer({ asideId, organisationId, name, onChange }: Props) {
  const t = useText();
  const client = useClient();
  const [text, setText, forget] = useDraft(`aside-answer:${asideId}`, '');
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [helpline, setHelpline] = useState('');
  const [stopped, setStopped] = useState(false);
  const [busy, setBusy] = useState(false);
  const [ending, setEnding] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy || !text.trim()) return;
    setStopped(true);
    if (stopAtBlank(event.currentTarget)) return;
    setBusy(true);
    const input = { asideId, clientKey, text: text.trim(), helpline: helpline || null };
    const result = outcomeOf(await client.mutation(SayInAsideDocument, { input }), (data) => data.writeInAside);
    setBusy(false);
    setOutcome(result);
    if (result.kind === 'failed') return;
    setClientKey(crypto.randomUUID());
    if (result.kind !== 'done') return;
    forget();
    setText('');
    setStopped(false);
    setHelpline('');
    onChange();
  }
  async function end(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const result = outcomeOf(await client.mutation(EndTalkDocument, { input: { asideId } }), (data) => data.endAside);
    setBusy(false);
    setOutcome(result);
    if (result.kind === 'done') onChange();
  }

  return (
    <form className="stack-s" noValidate onSubmit={(event) => void submit(event)}>
      {problem && problem.field !== 'text' && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <MessageArea
        label={t('asides.answer', { name })}
        rows={4}
        value={text}
        readOnly={busy}
        problem={
          problemAt(problem, 'text') ?? (stopped && blanksIn(text).length > 0 ? t('templates.blank') : undefined)
        }
        onChange={setText}
        templates={{ organisationId, purpose: 'ASIDE' }}
        known={{ nickname: name }}
      />
      <ReferralChoice value={helpline} onChange={setHelpline} />
      <p className="row">
        <button type="submit" className="btn btn--main" aria-disabled={busy || !text.trim()}>
          {t('asides.send')}
        </button>
        {!ending && (
          <button type="button" className="btn btn--quiet" onClick={() => setEnding(true)}>
            {t('asides.end')}
          </button>
        )}
      </p>
      {ending && (
        <div className="note" role="group" aria-label={t('asides.end')}>
          <div className="stack-s">
            <p>{t('asides.end.words', { name })}</p>
            <p className="row">
              <button type="button" className="btn btn--s btn--main" aria-disabled={busy} onClick={() => void end()}>
                {t('asides.end.go')}
              </button>
              <button type="button" className="btn btn--s btn--quiet" onClick={() => setEnding(false)}>
                {t('staff.cancel')}
              </button>
            </p>
          </div>
        </div>
      )}
    </form>
  );
}
