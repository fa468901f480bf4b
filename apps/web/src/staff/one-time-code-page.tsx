import { useState } from 'react';
import { Link } from 'wouter';
import { useText } from '../language/text';
import { PageTitle } from '../parts/page';
import { forgetOneTimeCodeSetup, waitingOneTimeCodeSetup } from '../session/one-time-code-setup';
import { OneTimeCodeForm, type StaffSignedIn } from './one-time-code-form';
import { RecoveryCodesStep } from './recovery-codes-step';
import { StaffPage } from './staff-page';

/** /staff/one-time-code: couples the app after a sign-in that asked for it, and goes on to the right space. */
export function OneTimeCodePage() {
  const t = useText();
  const [setup] = useState(waitingOneTimeCodeSetup);
  const [signedIn, setSignedIn] = useState<StaffSignedIn>();
  const title = t(signedIn ? 'staffCodes.title' : setup ? 'oneTimeCode.title' : 'oneTimeCode.missing');
  return (
    <StaffPage title={title}>
      <div className="slim stack">
        <PageTitle>{title}</PageTitle>
        {signedIn && <RecoveryCodesStep codes={signedIn.recoveryCodes} />}
        {!signedIn && setup && (
          <OneTimeCodeForm
            setup={setup}
            onDone={(done) => {
              forgetOneTimeCodeSetup();
              setSignedIn(done);
            }}
          />
        )}
        {!signedIn && !setup && (
          <>
            <p className="lead quiet">{t('oneTimeCode.missing.text')}</p>
            <p>
              <Link className="btn btn--main" href="/sign-in">
                {t('oneTimeCode.signIn')}
              </Link>
            </p>
          </>
        )}
      </div>
    </StaffPage>
  );
}
