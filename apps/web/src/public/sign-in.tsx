import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { Link, Redirect, useLocation, useSearch } from 'wouter';
import { type ProblemPartsFragment, SignInDocument } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { Say, useText } from '../language/text';
import { Field } from '../parts/field';
import { Note } from '../parts/note';
import { Page, PageTitle } from '../parts/page';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { LanguageChoice } from '../parts/settings-choice';
import { homeOf } from '../session/home-of';
import { keepOneTimeCodeSetup } from '../session/one-time-code-setup';
import { useSession } from '../session/session-provider';

/** Only a path of this site, so that a link cannot send somebody elsewhere after signing in. */
function safeNext(search: string): string | undefined {
  const next = new URLSearchParams(search).get('next');
  return next && /^\/(?![/\\])/u.test(next) ? next : undefined;
}

function needsOneTimeCode(problem: ProblemPartsFragment): boolean {
  return problem.code === 'ONE_TIME_CODE_REQUIRED' || problem.field === 'oneTimeCode';
}

/** The fields to sign in with; the one-time code appears when the answer asks for it. */
export function SignInForm() {
  const t = useText();
  const { startAnew } = useSession();
  const [, go] = useLocation();
  const [answer, signIn] = useMutation(SignInDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();
  const [asksCode, setAsksCode] = useState(false);
  const [signInName, setSignInName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [oneTimeCode, setOneTimeCode] = useState('');

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    setFailed(undefined);
    const code = oneTimeCode.replace(/\s/gu, '');
    const input = { signInName: signInName.trim(), passphrase, ...(code ? { oneTimeCode: code } : {}) };
    const outcome = outcomeOf(await signIn({ input }), (data) => data.signIn);
    if (outcome.kind === 'failed') return setFailed(outcome);
    if (outcome.kind === 'problem') {
      if (needsOneTimeCode(outcome.problem)) setAsksCode(true);
      // The first time the code is asked for is no mistake of anybody.
      if (asksCode || outcome.problem.code !== 'ONE_TIME_CODE_REQUIRED') setProblem(outcome.problem);
      return;
    }
    if (outcome.done.__typename === 'OneTimeCodeSetup') {
      keepOneTimeCodeSetup(outcome.done);
      go('/staff/one-time-code');
      return;
    }
    startAnew();
  }

  const inField = ['signInName', 'passphrase', 'oneTimeCode'].some((field) => problemAt(problem, field));
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      {problem && !inField && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} />}
      <Field
        label={t('signIn.name')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={signInName}
        onChange={(event) => setSignInName(event.target.value)}
        problem={problemAt(problem, 'signInName')}
      />
      <Field
        label={t('signIn.passphrase')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
        problem={problemAt(problem, 'passphrase')}
      />
      {asksCode && (
        <Field
          label={t('signIn.code')}
          hint={t('signIn.codeHint')}
          name="one-time-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
          value={oneTimeCode}
          onChange={(event) => setOneTimeCode(event.target.value)}
          problem={problemAt(problem, 'oneTimeCode')}
        />
      )}
      <button type="submit" className="btn btn--main btn--wide" disabled={answer.fetching}>
        {t('signIn.go')}
      </button>
      <p>
        <Link className="reach" href="/recover">
          {t('signIn.lost')}
        </Link>
      </p>
    </form>
  );
}

/** Signing in on a page of its own, on the way to somewhere else. */
export function SignIn() {
  const t = useText();
  const { viewer } = useSession();
  const search = useSearch();
  if (viewer) return <Redirect to={safeNext(search) ?? homeOf(viewer)} replace />;
  return (
    <Page title={t('signIn.title')}>
      <div className="col narrow stack">
        <PageTitle>{t('signIn.title')}</PageTitle>
        {new URLSearchParams(search).get('ended') === 'yes' && (
          <Note icon="saved">
            <p>
              <Say id="signIn.ended" />
            </p>
          </Note>
        )}
        <div className="panel">
          <SignInForm />
        </div>
        <p>
          {t('signIn.new')}{' '}
          <Link className="reach" href="/join">
            {t('signIn.join')}
          </Link>
        </p>
        <LanguageChoice />
      </div>
    </Page>
  );
}
