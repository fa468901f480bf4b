import { useState } from 'react';
import { useText } from '../language/text';
import { useDeskTimes } from '../staff/desk-times';
import { liveClaim } from './queue-lanes';
import type { PassOn } from './pass-on-dialog';
import type { ClaimOutcome } from './use-claim';
import type { ReviewItem } from './use-review-item';

export interface LeaseProps {
  item: ReviewItem;
  myIds: ReadonlySet<string>;
  busy: boolean;
  outcome: (ClaimOutcome & { readonly id: string }) | undefined;
  onTake: () => void;
  onRelease: () => void;
  onResolve: () => void;
  /** To a colleague, free from a colleague, a note on it. */
  onPassOn: (kind: PassOn) => void;
  isSupervisor: boolean;
}

/** Who reads this now, for how long still, and the way to take it, pass it on or end it. */
export function LeaseBox(props: LeaseProps) {
  const { item, myIds, busy, outcome, onTake, onRelease, onResolve, onPassOn, isSupervisor } = props;
  const t = useText();
  const times = useDeskTimes(1_000);
  const claim = liveClaim(item, times.now);
  const isMine = claim !== null && myIds.has(claim.by.id);
  const share = useShare(item.claim?.expiresAt ?? null, times.now);
  const refused =
    outcome?.id === item.id && outcome.kind === 'problem' && !isMine ? outcome.problem.message : undefined;
  const failed = outcome?.id === item.id && outcome.kind === 'failed' && !isMine;
  if (item.state === 'RESOLVED') {
    return (
      <div className="lease lease--quiet">
        <p>
          <b>{t('desk.item.resolved')}</b>
        </p>
      </div>
    );
  }
  if (isMine) {
    return (
      <div className="lease">
        <p className="lease__top">
          <b>{t('desk.claim.mine')}</b>
          <span>{times.left(claim.expiresAt)}</span>
        </p>
        <div className="lease__bar" aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </div>
        <p className="row">
          <button type="button" className="linkbtn" onClick={onResolve}>
            {t(item.kind === 'APPEAL' ? 'looked.decide' : 'desk.resolve')}
          </button>
          <button type="button" className="linkbtn" onClick={onRelease}>
            {t('desk.release')}
          </button>
          <button type="button" className="linkbtn" onClick={() => onPassOn('hand')}>
            {t('passOn.hand')}
          </button>
        </p>
      </div>
    );
  }
  if (!item.mayTake) {
    return (
      <div className="lease lease--quiet">
        <p>
          <b>{t('looked.notYou.short')}</b>
        </p>
      </div>
    );
  }
  const ranOut = item.claim !== null && claim === null && myIds.has(item.claim.by.id);
  return (
    <div className="lease lease--quiet">
      <p className="lease__top">
        <b>{claim ? t('desk.claim.theirs', { name: claim.by.displayName }) : t('desk.claim.none')}</b>
        {claim && <span>{times.left(claim.expiresAt)}</span>}
      </p>
      <p className="lease__words" role="status">
        {refused ??
          (failed
            ? t('desk.claim.failed')
            : claim
              ? t('desk.claim.theirs.text', { name: claim.by.displayName })
              : t(ranOut ? 'desk.claim.ended' : 'desk.claim.none.text'))}
      </p>
      {claim && isSupervisor && (
        <p>
          <button type="button" className="linkbtn" onClick={() => onPassOn('break')}>
            {t('passOn.break')}
          </button>
        </p>
      )}
      {!claim && (
        <p>
          <button type="button" className="btn btn--s btn--main" aria-disabled={busy} onClick={() => !busy && onTake()}>
            {t('desk.claim.take')}
          </button>
        </p>
      )}
    </div>
  );
}

/** How much of the lease is left, 0 to 1, measured from the longest that was seen of it. */
function useShare(expiresAt: string | null, now: Date): number {
  const left = expiresAt ? Math.max(0, Date.parse(expiresAt) - now.getTime()) : 0;
  const [whole, setWhole] = useState(left);
  if (left > whole) setWhole(left);
  return whole > 0 ? Math.min(1, left / whole) : 0;
}
