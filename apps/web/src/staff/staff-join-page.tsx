import { useEffect, useState } from 'react';
import { isOnline } from '../connection/online';
import { StaffInvitationPreviewDocument } from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Field } from '../parts/field';
import { Loading } from '../parts/loading';
import { PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import type { OneTimeCodeSetup } from '../session/one-time-code-setup';
import { AcceptInvitationForm } from './accept-invitation-form';
import { OneTimeCodeForm, type StaffSignedIn } from './one-time-code-form';
import { RecoveryCodesStep } from './recovery-codes-step';
import { StaffPage } from './staff-page';

const codeInAddress = (): string => decodeURIComponent(location.hash.slice(1)).trim();

/** /staff/join#CODE: from invitation to work, in three steps. The code stays in the fragment, so no server log ever has it. */
export function StaffJoinPage() {
  const t = useText();
  const [code, setCode] = useState(codeInAddress);
  const [setup, setSetup] = useState<OneTimeCodeSetup>();
  const [signedIn, setSignedIn] = useState<StaffSignedIn>();
  useEffect(() => {
    const follow = () => setCode(codeInAddress());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const step = signedIn ? 3 : setup ? 2 : 1;
  const title = t(signedIn ? 'staffCodes.title' : setup ? 'oneTimeCode.title' : 'staffJoin.title');
  return (
    <StaffPage title={title}>
      <div className="slim stack">
        <div>
          {code && <p className="meta">{t('staffJoin.step', { step })}</p>}
          <PageTitle key={step}>{title}</PageTitle>
        </div>
        {signedIn && <RecoveryCodesStep codes={signedIn.recoveryCodes} />}
        {!signedIn && setup && <OneTimeCodeForm setup={setup} onDone={setSignedIn} />}
        {!setup && code && <Invitation key={code} code={code} onAccepted={setSetup} onOther={() => setCode('')} />}
        {!setup && !code && <CodeForm onCode={setCode} />}
      </div>
    </StaffPage>
  );
}

function CodeForm({ onCode }: { onCode: (code: string) => void }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim()) onCode(typed.trim());
      }}
    >
      <Field
        label={t('staffJoin.code')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <button type="submit" className="btn btn--main">
        {t('staffJoin.code.do')}
      </button>
    </form>
  );
}

interface InvitationProps {
  code: string;
  onAccepted: (setup: OneTimeCodeSetup) => void;
  onOther: () => void;
}

function Invitation({ code, onAccepted, onOther }: InvitationProps) {
  const t = useText();
  const moments = useMoments();
  const [{ data, error, fetching }, ask] = useQuery({
    query: StaffInvitationPreviewDocument,
    variables: { code },
    requestPolicy: 'network-only',
  });
  if (fetching) return <Loading words={t('staffJoin.loading')} shapes={1} />;
  if (error || !data) return <FailureNote offline={!isOnline()} onRetry={ask} />;
  const invitation = data.staffInvitation;
  if (!invitation) {
    return (
      <div className="stack">
        <h2>{t('staffJoin.unusable')}</h2>
        <p className="quiet">{t('staffJoin.unusable.text')}</p>
        <p>
          <button type="button" className="btn" onClick={onOther}>
            {t('staffJoin.other')}
          </button>
        </p>
      </div>
    );
  }
  const { organisationName: organisation, displayName: name, role, expiresAt } = invitation;
  return (
    <>
      <div className="panel stack-s">
        <h2>{t('staffJoin.invited', { organisation, name })}</h2>
        <p>{t('staffJoin.role', { role: t(`staff.role.${role}`), name })}</p>
        <p className="meta">{t('staffJoin.until', { when: moments.coming(expiresAt) })}</p>
      </div>
      <AcceptInvitationForm code={code} onAccepted={onAccepted} />
    </>
  );
}
