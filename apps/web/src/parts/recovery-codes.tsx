import { useState } from 'react';
import { Say, useText } from '../language/text';
import { Icon } from './icon';
import { Note } from './note';

/** Codes that are shown once: copy them, print them, say that you kept them. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useText();
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () => {
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  };
  return (
    <div className="stack">
      <Note icon="lock">
        <p>
          <Say id="codes.words" />
        </p>
      </Note>
      <ul className="codes" aria-label={t('codes.label')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="btn" onClick={copy}>
          <Icon name="copy" />
          {t('codes.copy')}
        </button>
        <button type="button" className="btn" onClick={() => print()}>
          <Icon name="note" />
          {t('codes.print')}
        </button>
      </div>
      <p className="meta" role="status">
        {copied === 'yes' && t('codes.copied')}
        {copied === 'no' && t('codes.notCopied')}
      </p>
      <button type="button" className="btn btn--main btn--wide" onClick={onKept}>
        {t('codes.kept')}
      </button>
    </div>
  );
}
