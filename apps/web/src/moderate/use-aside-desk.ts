import { useCallback, useEffect } from 'react';
import { useSubscription } from 'urql';
import {
  AsideDeskChangedDocument,
  type AsideDeskChangedSubscription,
  AsideDeskDocument,
  type AsideDeskPartsFragment,
} from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { isOutOfReach } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';

export interface AsideDeskState {
  readonly desk: AsideDeskPartsFragment | undefined;
  readonly failed: { readonly offline: boolean } | undefined;
  readonly refetch: () => void;
}

/** What a moderator has to do with asides, as it is now. */
export function useAsideDesk(organisationId: string): AsideDeskState {
  const variables = { organisationId };
  const [{ data, error }, ask] = useQuery({
    query: AsideDeskDocument,
    variables,
    requestPolicy: 'cache-and-network',
  });
  useAsideNews(organisationId, ask);
  const refetch = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  return {
    desk: data?.asideDesk ?? undefined,
    failed: error && !data ? { offline: isOutOfReach(error) } : undefined,
    refetch,
  };
}

/** What waits for this moderator: answers, requests and alarms. */
export function waitingAsides(desk: AsideDeskPartsFragment | undefined): number {
  if (!desk) return 0;
  return desk.mine.filter((one) => one.canWrite && one.lastByMember).length + desk.requests.length + desk.alarms.length;
}

/** Calls `reload` whenever something on the desk of asides changed, or the connection came back. */
export function useAsideNews(
  organisationId: string,
  reload: (options: { requestPolicy: 'network-only' }) => void,
): void {
  const reconnects = useReconnects();
  const [{ data: changes = 0 }] = useSubscription<AsideDeskChangedSubscription, number>(
    { query: AsideDeskChangedDocument, variables: { organisationId } },
    (count = 0) => count + 1,
  );
  useEffect(() => {
    if (changes > 0 || reconnects > 0) reload({ requestPolicy: 'network-only' });
  }, [changes, reconnects, reload]);
}
