import { useCallback, useEffect } from 'react';
import { useSubscription } from 'urql';
import { BlindDeskChangedDocument, BlindReadingsDocument, type BlindReadingsQuery } from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { isOutOfReach } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';

export interface BlindDeskState {
  readonly desk: BlindReadingsQuery['blindReadings'] | undefined;
  readonly failed: { readonly offline: boolean } | undefined;
  readonly refetch: () => void;
}

/** What may be read again, and what was, as it is now. */
export function useBlindDesk(organisationId: string): BlindDeskState {
  const variables = { organisationId };
  const [{ data, error }, ask] = useQuery({ query: BlindReadingsDocument, variables, requestPolicy: 'cache-and-network' }); // prettier-ignore
  const reconnects = useReconnects();
  const refetch = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const [live] = useSubscription({ query: BlindDeskChangedDocument, variables });
  const changed = live.data?.blindDeskChanged;
  useEffect(() => {
    if (changed || reconnects > 0) refetch();
  }, [changed, reconnects, refetch]);
  return {
    desk: data?.blindReadings ?? undefined,
    failed: error && !data ? { offline: isOutOfReach(error) } : undefined,
    refetch,
  };
}
