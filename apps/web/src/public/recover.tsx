import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { Link, Redirect } from 'wouter';
import { type ProblemPartsFragment, RecoverAccountDocument } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { Page, PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { homeOf } from '../session/home-of';
import { useSession } from '../session/session-provider';

/** Back in with a recovery code, and a new passphrase. */
export default function Recover() {
  const t = useText();
  const { viewer, startAnew } = useSession();
  const [answer, recover] = useMutation(RecoverAccountDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();
  const [asksCode, setAsksCode] = useState(false);
  const [words, setWords] = useState({ signInName: '', recoveryCode: '', newPassphrase: '', oneTimeCode: '' });
  if (viewer) return <Redirect to={homeOf(viewer)} replace />;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    setFailed(undefined);
    const oneTimeCode = words.oneTimeCode.replace(/\s/gu, '');
    const input = {
      signInName: words.signInName.trim(),
      recoveryCode: words.recoveryCode.trim(),
      newPassphrase: words.newPassphrase,
      ...(oneTimeCode ? { oneTimeCode } : {}),
    };
    const outcome = outcomeOf(await recover({ input }), (data) => data.recoverAccount);
    if (outcome.kind === 'failed') return setFailed(outcome);
    if (outcome.kind === 'done') return startAnew();
    const required = outcome.problem.code === 'ONE_TIME_CODE_REQUIRED';
    if (required || outcome.problem.field === 'oneTimeCode') setAsksCode(true);
    if (!required || asksCode) setProblem(outcome.problem);
  }

  const change = (part: Partial<typeof words>) => setWords((now) => ({ ...now, ...part }));
  const inField = Object.keys(words).some((field) => problemAt(problem, field));
  return (
    <Page title={t('recover.title')}>
      <div className="col narrow stack">
        <PageTitle>{t('recover.title')}</PageTitle>
        <p className="lead">{t('recover.lead')}</p>
        <form className="panel stack" onSubmit={(event) => void submit(event)}>
          {problem && !inField && <ProblemNote problem={problem} />}
          {failed && <FailureNote offline={failed.offline} />}
          <Field
            label={t('signIn.name')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            value={words.signInName}
            onChange={(event) => change({ signInName: event.target.value })}
            problem={problemAt(problem, 'signInName')}
          />
          <Field
            label={t('recover.code')}
            hint={t('recover.codeHint')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
            value={words.recoveryCode}
            onChange={(event) => change({ recoveryCode: event.target.value })}
            problem={problemAt(problem, 'recoveryCode')}
          />
          <Field
            label={t('recover.passphrase')}
            hint={t('join.passphraseHint')}
            type="password"
            autoComplete="new-password"
            minLength={10}
            maxLength={200}
            required
            value={words.newPassphrase}
            onChange={(event) => change({ newPassphrase: event.target.value })}
            problem={problemAt(problem, 'newPassphrase')}
          />
          {asksCode && (
            <Field
              label={t('signIn.code')}
              hint={t('signIn.codeHint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              autoFocus
              value={words.oneTimeCode}
              onChange={(event) => change({ oneTimeCode: event.target.value })}
              problem={problemAt(problem, 'oneTimeCode')}
            />
          )}
          <button type="submit" className="btn btn--main btn--wide" disabled={answer.fetching}>
            {t('recover.go')}
          </button>
        </form>
        <p className="quiet">{t('recover.none')}</p>
        <p>
          <Link className="reach" href="/sign-in">
            {t('recover.back')}
          </Link>
        </p>
      </div>
    </Page>
  );
}
