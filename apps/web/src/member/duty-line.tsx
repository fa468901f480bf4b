import type { ReactNode } from 'react';
import type { OffDuty } from '../generated/documents';
import { locales, useLanguage } from '../language/language';
import { useMoments } from '../language/moments';
import { Say } from '../language/text';
import { StaffInitials } from '../parts/drawing';
import { Note } from '../parts/note';

interface Props {
  moderators: readonly string[];
  moderatorOnDuty: boolean;
  nextDutyAt: string | null;
  offDuty: OffDuty;
}

/** Who reads along, and whether anybody does now; when nobody does, since when again and who answers meanwhile. */
export function DutyLine({ moderators, moderatorOnDuty, nextDutyAt, offDuty }: Props) {
  const language = useLanguage();
  if (!moderatorOnDuty) return <NobodyOnDuty nextDutyAt={nextDutyAt} offDuty={offDuty} />;
  const names = new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(moderators);
  return (
    <p className="duty">
      <span className="duty__who">
        {moderators.slice(0, 3).map((name) => (
          <StaffInitials key={name} name={name} size="s" />
        ))}
      </span>
      <span>
        <Say id={moderators.length > 0 ? 'duty.on' : 'duty.onNameless'} values={{ names, count: moderators.length }} />
      </span>
    </p>
  );
}

/** Said before anybody writes: now there is no moderator, from then there is, what becomes of a post, and this number answers. */
export function NobodyOnDuty({ nextDutyAt, offDuty }: { nextDutyAt: string | null; offDuty: OffDuty }) {
  const moments = useMoments();
  const call = (chunks: ReactNode[]) => (
    <a key="call" href="tel:106">
      {chunks}
    </a>
  );
  return (
    <div className="duty__none">
      <Note icon="clock">
        <p>
          <Say id="duty.off" /> {nextDutyAt && <Say id="duty.from" values={{ when: moments.coming(nextDutyAt) }} />}{' '}
          <Say id={offDuty === 'HOLD' ? 'duty.meanwhile.held' : 'duty.meanwhile'} values={{ call }} />
        </p>
      </Note>
    </div>
  );
}
