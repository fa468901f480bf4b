import { useState } from 'react';
import { useOnline } from '../connection/online';
import { FailureNote } from './problem-note';

interface Props {
  label: string;
  /** Answers whether there was more; what was read already stays. */
  onMore: () => Promise<boolean>;
}

/** Reads on in a long list, and says so when that failed. */
export function ReadMore({ label, onMore }: Props) {
  const online = useOnline();
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle');

  function read() {
    setState('reading');
    void onMore().then((isDone) => setState(isDone ? 'idle' : 'failed'));
  }

  if (state === 'failed') return <FailureNote offline={!online} onRetry={read} />;
  return (
    <p className="more">
      <button type="button" className="btn btn--wide" disabled={state === 'reading'} onClick={read}>
        {label}
      </button>
    </p>
  );
}
