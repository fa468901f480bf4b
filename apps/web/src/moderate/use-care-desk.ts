import { useCallback, useEffect, useRef } from 'react';
import { useClient, useSubscription } from 'urql';
import {
  CareDeskChangedDocument,
  type CareDeskChangedSubscription,
  CareDeskDocument,
  type CareDeskPartsFragment,
  type DeskPostPartsFragment,
  NoteReadingDocument,
} from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { isOutOfReach } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { hasCovered } from './covers';
import type { ReviewItem } from './use-review-item';

export type CareDesk = CareDeskPartsFragment;
export type ColleagueAsk = CareDesk['asks'][number];
export type Theme = CareDesk['avoids'][number];

export interface CareDeskState {
  readonly desk: CareDesk | undefined;
  readonly failed: { readonly offline: boolean } | undefined;
  readonly refetch: () => void;
  /** What is read now weighs: it counts once for this shift. */
  readonly noteReading: (itemId: string) => void;
}

/** How this moderator is looked after, as it is now. */
export function useCareDesk(organisationId: string): CareDeskState {
  const client = useClient();
  const variables = { organisationId };
  const [{ data, error }, ask] = useQuery({ query: CareDeskDocument, variables, requestPolicy: 'cache-and-network' });
  const refetch = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const reconnects = useReconnects();
  const [{ data: changes = 0 }] = useSubscription<CareDeskChangedSubscription, number>(
    { query: CareDeskChangedDocument, variables },
    (count = 0) => count + 1,
  );
  useEffect(() => {
    if (changes > 0 || reconnects > 0) refetch();
  }, [changes, reconnects, refetch]);
  const noted = useRef(new Set<string>());
  const noteReading = useCallback(
    (itemId: string) => {
      if (noted.current.has(itemId)) return;
      noted.current.add(itemId);
      client
        .mutation(NoteReadingDocument, { input: { reviewItemId: itemId } })
        .toPromise()
        .then(
          ({ error: failed }) => failed && noted.current.delete(itemId),
          () => noted.current.delete(itemId),
        );
    },
    [client],
  );
  return {
    desk: data?.careDesk ?? undefined,
    failed: error && !data ? { offline: isOutOfReach(error) } : undefined,
    refetch,
    noteReading,
  };
}

/** Counts what is read: what is not covered when it is opened, what is covered when that is taken away (see `covers.tsx`). */
export function useCountedReading(
  { desk, noteReading }: CareDeskState,
  item: ReviewItem | undefined,
  posts: readonly DeskPostPartsFragment[],
): void {
  const isRead = item && item.severity !== 'GREEN' && desk && !(desk.covers && hasCovered(posts));
  const readId = isRead ? item.id : undefined;
  useEffect(() => {
    if (readId) noteReading(readId);
  }, [readId, noteReading]);
}
