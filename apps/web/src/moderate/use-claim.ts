import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { ClaimReviewItemDocument, type QueueItemPartsFragment } from '../generated/staff-documents';
import { type Outcome, outcomeOf } from '../graphql/outcome';

const HEARTBEAT = 60_000;
/** Somebody who touched nothing for this long is not reading any more. */
const IDLE = 150_000;

export type ClaimOutcome = Outcome<QueueItemPartsFragment>;

/** Takes an item, or prolongs the lease of who holds it already. */
export function useTakeItem(onTaken: (item: QueueItemPartsFragment) => void) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ClaimOutcome & { readonly id: string }>();
  const take = useCallback(
    async (id: string, isQuiet = false): Promise<void> => {
      if (!isQuiet) setBusy(true);
      const answer = await client.mutation(ClaimReviewItemDocument, { input: { id } });
      const result: ClaimOutcome = outcomeOf(answer, (data) => data.claimReviewItem);
      setBusy(false);
      if (!isQuiet || result.kind === 'problem') setOutcome({ ...result, id });
      if (result.kind === 'done') onTaken(result.done);
    },
    [client, onTaken],
  );
  return { take, busy, outcome };
}

/** Prolongs the lease each minute while the page is in front and in use; otherwise it is left to run out. */
export function useHeartbeat(itemId: string | null, take: (id: string, isQuiet: boolean) => Promise<void>): void {
  const used = useRef(0);
  useEffect(() => {
    used.current = Date.now();
    const mark = () => {
      used.current = Date.now();
    };
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll'] as const;
    for (const event of events) addEventListener(event, mark, { passive: true, capture: true });
    return () => events.forEach((event) => removeEventListener(event, mark, { capture: true }));
  }, []);
  useEffect(() => {
    if (itemId === null) return undefined;
    const beat = setInterval(() => {
      const inUse = document.visibilityState === 'visible' && document.hasFocus() && Date.now() - used.current < IDLE;
      if (inUse) void take(itemId, true);
    }, HEARTBEAT);
    return () => clearInterval(beat);
  }, [itemId, take]);
}
