import type { ReactNode } from 'react';
import { useText } from '../language/text';
import { CopyButton } from '../staff/copy-button';
import { QrCode } from '../staff/qr-code';

interface Props {
  code: string;
  url: string;
  children?: ReactNode;
}

/** A code that is shown once: to read out, to scan, to copy. `children` are further buttons. */
export function CodeCard({ code, url, children }: Props) {
  const t = useText();
  return (
    <div className="codecard">
      <QrCode text={url} label={t('invite.qr')} />
      <div className="stack-s">
        <p className="label">{t('invite.code')}</p>
        <p className="codetext codetext--l">{code}</p>
        <p className="label">{t('invite.link')}</p>
        <p className="codetext codetext--link">{url}</p>
        <div className="row">
          <CopyButton text={code} label={t('invite.copy.code')} />
          <CopyButton text={url} label={t('invite.copy.link')} />
          {children}
        </div>
      </div>
    </div>
  );
}
