import { useCallback, useEffect, useRef, useState } from 'react';
import { type Client, useClient, useSubscription } from 'urql';
import { isOnline, useOnline } from '../connection/online';
import {
  DeskPostChangedDocument,
  type DeskPostPartsFragment,
  ReviewItemDocument,
  type ReviewItemQuery,
  ThreadPostsDocument,
} from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { Reading } from '../graphql/reading';
import { pinNotes } from './order-posts';

export type ReviewItem = NonNullable<ReviewItemQuery['reviewItem']>;
export type Intervention = NonNullable<ReviewItem['thread']['interventions']>[number];

/** An item and its thread, or why they are not there. */
export type ItemState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly offline: boolean }
  | { readonly kind: 'gone' }
  | { readonly kind: 'there'; readonly item: ReviewItem; readonly posts: readonly DeskPostPartsFragment[] };

const loading: ItemState = { kind: 'loading' };
const PAGE = 50;
const MOST_PAGES = 20;

async function askPosts(client: Client, threadId: string): Promise<DeskPostPartsFragment[]> {
  const posts: DeskPostPartsFragment[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer: Awaited<ReturnType<typeof askPage>> = await askPage(client, threadId, after);
    posts.push(...answer.edges.map(({ node }) => node));
    if (!answer.pageInfo.hasNextPage) break;
    after = answer.pageInfo.endCursor;
  }
  return pinNotes(posts);
}

async function askPage(client: Client, threadId: string, after: string | null) {
  const answer = await client.query(
    ThreadPostsDocument,
    { threadId, first: PAGE, after },
    { requestPolicy: 'network-only' },
  );
  const page = answer.data?.thread?.posts;
  if (!page) throw answer.error ?? new Error('The thread is not there.');
  return page;
}

async function askItem(client: Client, id: string): Promise<ItemState> {
  const answer = await client.query(ReviewItemDocument, { id }, { requestPolicy: 'network-only' });
  const item = answer.data?.reviewItem;
  if (item === null) return { kind: 'gone' };
  if (!item) return { kind: 'failed', offline: !isOnline() };
  try {
    return { kind: 'there', item, posts: await askPosts(client, item.thread.id) };
  } catch {
    return { kind: 'failed', offline: !isOnline() };
  }
}

export interface KeptItem {
  readonly state: ItemState;
  readonly refetch: () => Promise<void>;
  /** Puts in who holds the item now, without waiting for the rest. */
  readonly setClaim: (claimed: Pick<ReviewItem, 'id' | 'claim' | 'state'>) => void;
}

/**
 * One item with its whole thread, kept up to date: `changes` is another one whenever something about this item was heard of, a
 * changed post of the thread is heard here. What is on the screen stays while it is asked again.
 */
export function useReviewItem(id: string | null, changes: string): KeptItem {
  const client = useClient();
  const online = useOnline();
  const reconnects = useReconnects();
  const [kept, setKept] = useState<{ readonly id: string; readonly state: ItemState }>();
  const state: ItemState = kept?.id === id && kept ? kept.state : loading;
  const turn = useRef(0);
  const [reading] = useState(() => new Reading());

  const refetch = useCallback(async () => {
    if (id === null) return;
    await reading.ask(id, async () => {
      const mine = ++turn.current;
      const next = await askItem(client, id);
      if (mine !== turn.current) return;
      setKept((before) =>
        next.kind === 'failed' && before?.id === id && before.state.kind === 'there' ? before : { id, state: next },
      );
    });
  }, [client, id, reading]);

  useEffect(() => {
    if (online) void refetch();
  }, [refetch, changes, reconnects, online]);

  const threadId = state.kind === 'there' ? state.item.thread.id : '';
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useSubscription(
    { query: DeskPostChangedDocument, variables: { threadId }, pause: threadId === '' },
    (count: number | undefined) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void refetch(), 250);
      return (count ?? 0) + 1;
    },
  );

  const setClaim = useCallback<KeptItem['setClaim']>(
    ({ id: of, claim, state: now }) => {
      setKept((before) =>
        before?.id === of && before.state.kind === 'there'
          ? { id: of, state: { ...before.state, item: { ...before.state.item, claim, state: now } } }
          : before,
      );
      // What is still being read in was asked before this, and would put the old claim back.
      if (reading.isUnderWay(of)) void refetch();
    },
    [reading, refetch],
  );

  return { state, refetch, setClaim };
}
