import type { ReactNode } from 'react';
import { useMoments } from '../language/moments';
import { Say } from '../language/text';
import { Note } from '../parts/note';

interface Props {
  night: { readonly from: string; readonly to: string } | null;
  restsUntil: string | null;
}

/** Says when a whole group rests: beforehand, and while it does, with who answers meanwhile. */
export function NightLine({ night, restsUntil }: Props) {
  const moments = useMoments();
  if (!night) return null;
  return (
    <div className="duty__none">
      <Note icon={restsUntil ? 'pause' : 'clock'} kind={restsUntil ? 'mod' : 'calm'}>
        <p>
          {restsUntil ? (
            <Say id="night.now" values={{ when: moments.coming(restsUntil) }} />
          ) : (
            <Say id="night.ahead" values={{ from: night.from, to: night.to }} />
          )}
        </p>
        {restsUntil && <NightHelp />}
      </Note>
    </div>
  );
}

/** Who answers at night. */
export function NightHelp() {
  const to = (number: string) => (chunks: ReactNode[]) => (
    <a key={number} href={`tel:${number}`}>
      {chunks}
    </a>
  );
  return (
    <p>
      <Say id="night.help" values={{ call: to('106'), line: to('1813') }} />
    </p>
  );
}
