import { useEffect, useState } from 'react';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';

/** Copies a text and says whether it worked. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useText();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('idle'), 4_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  return (
    <span className="copy">
      <button type="button" className="btn btn--s" onClick={() => void copy()}>
        <Icon name={state === 'copied' ? 'check' : 'copy'} size="s" />
        {state === 'copied' ? t('staff.copied') : label}
      </button>
      <span className={state === 'failed' ? 'meta' : 'sr'} role="status">
        {state === 'copied' && t('staff.copied')}
        {state === 'failed' && t('staff.copy.failed')}
      </span>
    </span>
  );
}
