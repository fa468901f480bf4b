import type { ReplyPolicyPartsFragment } from '../generated/documents';
import { useMoments, useNow } from '../language/moments';
import { Say, useText } from '../language/text';
import { Note } from '../parts/note';
import { NightHelp } from './night-line';

type Policy = ReplyPolicyPartsFragment;

/** Whether writing is over here for now, apart from having to wait for one's turn. */
export function isResting(policy: Policy): boolean {
  return !policy.canReply && !policy.myNextPostAt;
}

/** When my turn comes, while it has not come yet. */
export function useMyTurn(policy: Policy): string | undefined {
  const now = useNow(1_000);
  const at = policy.myNextPostAt;
  return at && new Date(at) > now ? at : undefined;
}

/** What a moderator set for a conversation, in kind words, with times. */
export function PolicyNotes({ policy }: { policy: Policy }) {
  const moments = useMoments();
  const turn = useMyTurn(policy);
  const t = useText();
  // The server explains in general words when the moderator wrote none; those are not said twice.
  const opening = t(policy.reopensAt ? 'policy.restingShort' : 'policy.closedShort');
  const explanation = policy.explanation?.startsWith(opening) ? null : policy.explanation;
  if (isResting(policy)) {
    return (
      <Note icon={policy.reopensAt ? 'pause' : 'lock'} kind="mod">
        <p>
          {policy.reopensAt ? (
            <Say id="policy.resting" values={{ when: moments.coming(policy.reopensAt) }} />
          ) : (
            <Say id="policy.closed" />
          )}
        </p>
        {explanation && <p>{explanation}</p>}
        {policy.reopensAt && policy.groupNight && <NightHelp />}
      </Note>
    );
  }
  if (policy.slowModeMinutes === null && !policy.heldForReview && !policy.quietHours && !policy.groupNight) return null;
  return (
    <Note icon={policy.slowModeMinutes !== null ? 'slow' : policy.heldForReview ? 'eye' : 'clock'}>
      {policy.slowModeMinutes !== null && (
        <p>
          <Say
            id={policy.slowModeFor === 'HEAVIEST_POSTERS' ? 'policy.slowSome' : 'policy.slow'}
            values={{ minutes: policy.slowModeMinutes }}
          />{' '}
          {turn && <Say id="policy.yourTurn" values={{ when: moments.coming(turn) }} />}
        </p>
      )}
      {policy.heldForReview && (
        <p>
          <Say id="policy.held" />
        </p>
      )}
      {policy.quietHours && <p>{t('policy.quiet', { from: policy.quietHours.from, to: policy.quietHours.to })}</p>}
      {policy.groupNight && <p>{t('policy.night', { from: policy.groupNight.from, to: policy.groupNight.to })}</p>}
      {policy.endsAt && (
        <p>
          <Say id="policy.ends" values={{ when: moments.coming(policy.endsAt) }} />
        </p>
      )}
    </Note>
  );
}
