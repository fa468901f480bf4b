import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useSubscription } from 'urql';
import { type AsidePartsFragment, MyAsideChangedDocument, MyAsidesDocument } from '../generated/documents';
import { useReconnects } from '../graphql/client';
import { useQuery } from '../graphql/use-query';
import { onSeen, seeUntil, seenUntil } from '../session/seen';
import { useViewer } from '../session/session-provider';

const newsOf = (aside: Pick<AsidePartsFragment, 'id'>): string => `aside.${aside.id}`;

/** Remembers that somebody read an aside up to here. */
export function markSeen(owner: string, aside: Pick<AsidePartsFragment, 'id' | 'lastAt'>): void {
  seeUntil(owner, newsOf(aside), aside.lastAt);
}

/** The asides that the viewer is in as a member, as they are now, and how often something in them changed. */
export function useMyAsides(): { asides: readonly AsidePartsFragment[]; unseen: readonly AsidePartsFragment[] } {
  const { id: owner, memberships } = useViewer();
  const isMember = memberships.some((one) => one.state === 'ACTIVE' || one.state === 'PAUSED');
  const [{ data }, refetch] = useQuery({
    query: MyAsidesDocument,
    requestPolicy: 'cache-and-network',
    pause: !isMember,
  });
  const changes = useAsideChanges(isMember);
  const seen = useSyncExternalStore(onSeen, () =>
    (data?.myAsides ?? []).map((aside) => (seenUntil(owner, newsOf(aside)) >= aside.lastAt ? 'y' : 'n')).join(''),
  );
  useEffect(() => {
    if (changes > 0) refetch({ requestPolicy: 'network-only' });
  }, [changes, refetch]);
  const asides = data?.myAsides ?? [];
  return {
    asides,
    unseen: asides.filter((aside, index) => !aside.lastByMember && !aside.isErased && seen[index] === 'n'),
  };
}

/** Counts what happens in the viewer's asides, a connection that came back included. */
export function useAsideChanges(isOn: boolean): number {
  const reconnects = useReconnects();
  const [count, setCount] = useState(0);
  const add = useCallback(() => setCount((before) => before + 1), []);
  useSubscription({ query: MyAsideChangedDocument, pause: !isOn }, (_: unknown, data) => {
    add();
    return data;
  });
  return count + reconnects;
}
