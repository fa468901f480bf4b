import { useCallback, useEffect } from 'react';
import { useSubscription } from 'urql';
import { WatchDeskChangedDocument, WatchDeskDocument, type WatchDeskPartsFragment } from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { isOutOfReach } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';

export interface WatchDeskState {
  readonly desk: WatchDeskPartsFragment | undefined;
  readonly failed: { readonly offline: boolean } | undefined;
  readonly refetch: () => void;
}

/** Who is watched over, as it is now. What falls due by itself is asked for each five minutes. */
export function useWatchDesk(organisationId: string): WatchDeskState {
  const variables = { organisationId };
  const [{ data, error }, ask] = useQuery({ query: WatchDeskDocument, variables, requestPolicy: 'cache-and-network' });
  const reconnects = useReconnects();
  const refetch = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const [live] = useSubscription({ query: WatchDeskChangedDocument, variables });
  const changed = live.data?.watchDeskChanged;
  useEffect(() => {
    if (changed || reconnects > 0) refetch();
  }, [changed, reconnects, refetch]);
  useEffect(() => {
    const timer = setInterval(refetch, 300_000);
    return () => clearInterval(timer);
  }, [refetch]);
  return {
    desk: data?.watchDesk ?? undefined,
    failed: error && !data ? { offline: isOutOfReach(error) } : undefined,
    refetch,
  };
}
