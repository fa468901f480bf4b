import { useState } from 'react';
import { useMutation } from 'urql';
import { AcceptStaffInvitationDocument } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import type { OneTimeCodeSetup } from '../session/one-time-code-setup';

interface Props {
  code: string;
  onAccepted: (setup: OneTimeCodeSetup) => void;
}

/** The sign-in name and the passphrase of a new staff member. Nothing is signed in yet: the one-time code comes next. */
export function AcceptInvitationForm({ code, onAccepted }: Props) {
  const t = useText();
  const [{ fetching }, accept] = useMutation(AcceptStaffInvitationDocument);
  const [clientKey] = useState(() => crypto.randomUUID());
  const [signInName, setSignInName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const problems = {
    signInName: problemAt(problem, 'signInName') ?? (tried && !signInName.trim() ? t('staff.required') : undefined),
    passphrase: problemAt(problem, 'passphrase') ?? (tried && !passphrase ? t('staff.required') : undefined),
  };

  const send = async () => {
    if (fetching) return;
    setTried(true);
    setOutcome(undefined);
    if (!signInName.trim() || !passphrase) return;
    const answer = await accept({ input: { clientKey, code, signInName: signInName.trim(), passphrase } });
    const result = outcomeOf(answer, (data) => data.acceptStaffInvitation);
    setOutcome(result);
    if (result.kind === 'done') onAccepted(result.done);
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={t('staffJoin.signInName')}
        hint={t('staffJoin.signInName.hint')}
        problem={problems.signInName}
        value={signInName}
        onChange={(event) => setSignInName(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        label={t('staffJoin.passphrase')}
        hint={t('staffJoin.passphrase.hint')}
        problem={problems.passphrase}
        type={shown ? 'text' : 'password'}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
        autoComplete="new-password"
        spellCheck={false}
        beside={
          <button type="button" className="btn" onClick={() => setShown(!shown)}>
            {t(shown ? 'staffJoin.passphrase.hide' : 'staffJoin.passphrase.show')}
          </button>
        }
      />
      {problem && !problems.signInName && !problems.passphrase && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <button type="submit" className="btn btn--main btn--wide" aria-disabled={fetching}>
        {t('staffJoin.do')}
      </button>
    </form>
  );
}
