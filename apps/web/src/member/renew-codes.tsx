import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { type ProblemPartsFragment, RenewRecoveryCodesDocument } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { RecoveryCodes } from '../parts/recovery-codes';
import { useSession, useViewer } from '../session/session-provider';

/** How many recovery codes are left, and new ones against the passphrase. */
export function RenewCodes() {
  const t = useText();
  const left = useViewer().recoveryCodesLeft;
  const { refresh } = useSession();
  const [answer, renew] = useMutation(RenewRecoveryCodesDocument);
  const [asking, setAsking] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [codes, setCodes] = useState<string[]>();
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    setFailed(undefined);
    const outcome = outcomeOf(await renew({ input: { passphrase } }), (data) => data.renewRecoveryCodes);
    if (outcome.kind === 'problem') return setProblem(outcome.problem);
    if (outcome.kind === 'failed') return setFailed(outcome);
    setPassphrase('');
    setCodes(outcome.done.codes);
  }

  return (
    <section className="panel stack" aria-labelledby="my-codes">
      <h2 id="my-codes">{t('codes.title')}</h2>
      {codes ? (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(undefined);
            setAsking(false);
            refresh();
          }}
        />
      ) : (
        <>
          <p className="quiet">{t('codes.left', { count: left })}</p>
          {asking ? (
            <form className="stack" onSubmit={(event) => void submit(event)}>
              {problem && !problemAt(problem, 'passphrase') && <ProblemNote problem={problem} />}
              {failed && <FailureNote offline={failed.offline} />}
              <Field
                label={t('signIn.passphrase')}
                hint={t('codes.why')}
                type="password"
                autoComplete="current-password"
                required
                autoFocus
                value={passphrase}
                onChange={(event) => setPassphrase(event.target.value)}
                problem={problemAt(problem, 'passphrase')}
              />
              <div className="row">
                <button type="submit" className="btn btn--main" disabled={answer.fetching}>
                  {t('codes.renew')}
                </button>
                <button type="button" className="btn btn--quiet" onClick={() => setAsking(false)}>
                  {t('codes.stop')}
                </button>
              </div>
            </form>
          ) : (
            <p>
              <button type="button" className="btn" onClick={() => setAsking(true)}>
                {t('codes.ask')}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}
