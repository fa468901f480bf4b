import { Link } from 'wouter';
import type { MembershipMeasuresFragment } from '../generated/documents';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { Note } from '../parts/note';
import { Words } from '../parts/words';

/** What a moderator set on me, for my eyes only: a time-out with the way back, or that they read what I write first. */
export function MeasureNotes({ pause, hold }: MembershipMeasuresFragment) {
  const moments = useMoments();
  const t = useText();
  const why = (
    <p>
      <Link className="reach" href="/me/decisions">
        {t('reasons.open')}
      </Link>
    </p>
  );
  return (
    <>
      {pause && (
        <Note icon="pause" kind="private">
          <p>
            <Say id="group.pausedUntil" values={{ when: moments.coming(pause.until) }} />
          </p>
          <Words text={pause.returnPlan} />
          {why}
        </Note>
      )}
      {hold && (
        <Note icon="eye" kind="private">
          <p>
            <Say id="group.hold" />
          </p>
          <Words text={hold.message} />
          {hold.until && (
            <p className="meta">
              <Say id="group.holdUntil" values={{ when: moments.coming(hold.until) }} />
            </p>
          )}
          {why}
        </Note>
      )}
    </>
  );
}
