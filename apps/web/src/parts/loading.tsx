import { useEffect, useState } from 'react';

/**
 * Still shapes after 300 ms, a sentence after 3 s: quick answers flash nothing, slow ones are not left in silence.
 * `words` says what is coming.
 */
export function Loading({ words, shapes = 3 }: { words: string; shapes?: number }) {
  const [stage, setStage] = useState<0 | 1 | 2>(0);
  useEffect(() => {
    const soon = setTimeout(() => setStage(1), 300);
    const late = setTimeout(() => setStage(2), 3_000);
    return () => {
      clearTimeout(soon);
      clearTimeout(late);
    };
  }, []);
  return (
    <div aria-busy="true" className="loading">
      {stage > 0 && (
        <div className="skel" aria-hidden="true">
          {Array.from({ length: shapes }, (_, index) => (
            <div key={index}>
              <i />
              <span />
              <span />
            </div>
          ))}
        </div>
      )}
      <p className="meta" role="status">
        {stage === 2 ? words : ''}
      </p>
    </div>
  );
}
