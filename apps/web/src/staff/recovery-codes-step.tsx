import { useLocation } from 'wouter';
import { RecoveryCodes } from '../parts/recovery-codes';
import { useSession } from '../session/session-provider';

/** The recovery codes of a new staff member, shown this once; then on to the right space. */
export function RecoveryCodesStep({ codes }: { codes: readonly string[] }) {
  const [, navigate] = useLocation();
  const { startAnew } = useSession();
  return (
    <RecoveryCodes
      codes={codes}
      onKept={() => {
        startAnew();
        navigate('/staff', { replace: true });
      }}
    />
  );
}
