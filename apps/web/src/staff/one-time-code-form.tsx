import { useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmOneTimeCodeDocument, type ConfirmOneTimeCodeMutation } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import type { OneTimeCodeSetup } from '../session/one-time-code-setup';
import { CopyButton } from './copy-button';
import { QrCode } from './qr-code';

/** What came of confirming the first code: the session has begun, and the recovery codes are shown this once. */
export type StaffSignedIn = Extract<ConfirmOneTimeCodeMutation['confirmOneTimeCode'], { __typename: 'StaffSignedIn' }>;

const grouped = (secret: string): string => secret.match(/.{1,4}/gu)?.join(' ') ?? secret;

/** Couples an authenticator app: scan or type the key, then prove it with six digits. */
export function OneTimeCodeForm({ setup, onDone }: { setup: OneTimeCodeSetup; onDone: (done: StaffSignedIn) => void }) {
  const t = useText();
  const [{ fetching }, confirm] = useMutation(ConfirmOneTimeCodeDocument);
  const [digits, setDigits] = useState('');
  const [invalid, setInvalid] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const atField = problemAt(problem, 'oneTimeCode');

  const send = async () => {
    if (fetching) return;
    const oneTimeCode = digits.replace(/\s/gu, '');
    const isWhole = /^\d{6}$/u.test(oneTimeCode);
    setInvalid(!isWhole);
    setOutcome(undefined);
    if (!isWhole) return;
    const answer = await confirm({ input: { oneTimeCode, setupToken: setup.setupToken } });
    const result = outcomeOf(answer, (data) => data.confirmOneTimeCode);
    setOutcome(result);
    if (result.kind === 'done') onDone(result.done);
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
      <p className="quiet">{t('oneTimeCode.why')}</p>
      <ol className="walk">
        <li>
          <p>{t('oneTimeCode.1')}</p>
        </li>
        <li>
          <p>{t('oneTimeCode.2')}</p>
          <div className="otc">
            <QrCode text={setup.uri} label={t('oneTimeCode.qr')} />
            <div className="stack-s">
              <p className="label">{t('oneTimeCode.secret')}</p>
              <p className="codetext">{grouped(setup.secret)}</p>
              <CopyButton text={setup.secret} label={t('staff.copy')} />
            </div>
          </div>
        </li>
        <li>
          <p>{t('oneTimeCode.3')}</p>
          <Field
            label={t('oneTimeCode.code')}
            problem={atField ?? (invalid ? t('oneTimeCode.code.invalid') : undefined)}
            value={digits}
            onChange={(event) => setDigits(event.target.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
          />
        </li>
      </ol>
      {problem && !atField && <ProblemNote problem={problem} />}
      {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
      <button type="submit" className="btn btn--main btn--wide" aria-disabled={fetching}>
        {t('oneTimeCode.do')}
      </button>
    </form>
  );
}
