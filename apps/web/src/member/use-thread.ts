import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useClient, useSubscription } from 'urql';
import {
  PostChangedDocument,
  type PostChangedSubscription,
  type PostPartsFragment,
  type ReplyPolicyPartsFragment,
  ThreadPageDocument,
  type ThreadPageQuery,
  ThreadPolicyDocument,
} from '../generated/documents';
import { useReconnects } from '../graphql/client';
import { isOutOfReach } from '../graphql/outcome';
import { sessionMayHaveEnded } from '../session/session-ended';

export type ThreadHead = Omit<NonNullable<ThreadPageQuery['thread']>, 'posts'>;

interface Loaded {
  head: ThreadHead;
  posts: Map<string, PostPartsFragment>;
  /** Where to read on; null: this is all there is. */
  cursor: string | null;
}

export type ThreadState =
  | { status: 'loading' }
  | { status: 'missing' }
  | { status: 'failed'; offline: boolean }
  | ({ status: 'ready' } & Loaded);

type Step =
  | { kind: 'missing' }
  | { kind: 'failed'; offline: boolean }
  | { kind: 'loaded'; loaded: Loaded }
  | { kind: 'more'; posts: PostPartsFragment[]; cursor: string | null }
  | { kind: 'post'; post: PostPartsFragment }
  | { kind: 'policy'; policy: ReplyPolicyPartsFragment };

function next(state: ThreadState, step: Step): ThreadState {
  if (step.kind === 'missing') return { status: 'missing' };
  if (step.kind === 'loaded') return { status: 'ready', ...step.loaded };
  if (step.kind === 'failed') return state.status === 'ready' ? state : { status: 'failed', offline: step.offline };
  if (state.status !== 'ready') return state;
  if (step.kind === 'policy') return { ...state, head: { ...state.head, replyPolicy: step.policy } };
  const posts = new Map(state.posts);
  if (step.kind === 'more') {
    for (const post of step.posts) posts.set(post.id, post);
    return { ...state, posts, cursor: step.cursor };
  }
  if (step.post.id === state.head.opener.id) return { ...state, head: { ...state.head, opener: step.post } };
  posts.set(step.post.id, step.post);
  return { ...state, posts };
}

/** Every reply that was read, and what changes while somebody is reading. */
export function useThread(id: string) {
  const client = useClient();
  const [state, dispatch] = useReducer(next, { status: 'loading' });
  const reconnects = useReconnects();
  const pagesRead = useRef(1);

  const readPage = useCallback(
    async (after?: string | null) => {
      const variables = after ? { id, after } : { id };
      const answer = await client.query(ThreadPageDocument, variables, { requestPolicy: 'network-only' });
      const thread = answer.data?.thread;
      if (answer.error || !answer.data) {
        dispatch({ kind: 'failed', offline: isOutOfReach(answer.error) });
        return undefined;
      }
      if (!thread) {
        sessionMayHaveEnded();
        dispatch({ kind: 'missing' });
        return undefined;
      }
      const { posts, ...head } = thread;
      const { hasNextPage, endCursor } = posts.pageInfo;
      return { head, posts: posts.edges.map((edge) => edge.node), cursor: hasNextPage ? endCursor : null };
    },
    [client, id],
  );

  /** Reads again as many pages as were read before, and only then replaces what is on screen. */
  const reload = useCallback(async () => {
    const first = await readPage();
    if (!first) return;
    const posts = [...first.posts];
    let cursor = first.cursor;
    for (let page = 1; page < pagesRead.current && cursor; page += 1) {
      const more = await readPage(cursor);
      if (!more) return;
      posts.push(...more.posts);
      cursor = more.cursor;
    }
    const replies = posts.filter((post) => post.id !== first.head.opener.id);
    dispatch({
      kind: 'loaded',
      loaded: { head: first.head, posts: new Map(replies.map((post) => [post.id, post])), cursor },
    });
  }, [readPage]);

  /** Answers whether there was more. */
  const readMore = useCallback(
    async (cursor: string): Promise<boolean> => {
      const more = await readPage(cursor);
      if (!more) return false;
      pagesRead.current += 1;
      dispatch({ kind: 'more', posts: more.posts, cursor: more.cursor });
      return true;
    },
    [readPage],
  );

  const keepPost = useCallback((post: PostPartsFragment) => dispatch({ kind: 'post', post }), []);
  const keepPolicy = useCallback((policy: ReplyPolicyPartsFragment) => dispatch({ kind: 'policy', policy }), []);

  useEffect(() => void reload(), [reload, reconnects]);

  const ready = state.status === 'ready';
  // What moved to a conversation of its own, or came back, is read again rather than left here as taken away.
  const parts = ready ? state.head.goesOnIn.length : 0;
  const known = useRef(parts);
  useEffect(() => {
    known.current = parts;
  }, [parts]);
  const take = useCallback(
    (changed: PostChangedSubscription['postChanged']) => {
      if (changed.thread.goesOnIn.length !== known.current) {
        void reload();
        return;
      }
      keepPost(changed);
      keepPolicy(changed.thread.replyPolicy);
    },
    [keepPost, keepPolicy, reload],
  );
  // Each as it comes: of several between two paints, all count.
  const [live, listenAgain] = useSubscription(
    { query: PostChangedDocument, variables: { threadId: id }, pause: !ready },
    (_: unknown, data) => {
      take(data.postChanged);
      return data;
    },
  );

  // The server ends the news of a reader that fell behind: listen again, and read what was missed.
  const silent = ready && !live.fetching;
  useEffect(() => {
    if (!silent) return undefined;
    const timer = setTimeout(() => {
      listenAgain();
      void reload();
    }, 5_000);
    return () => clearTimeout(timer);
  }, [silent, listenAgain, reload]);

  // What a moderator set can also end by itself, so it is asked for again now and then while somebody looks.
  useEffect(() => {
    if (!ready) return undefined;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      const answer = await client.query(ThreadPolicyDocument, { id }, { requestPolicy: 'network-only' });
      const policy = answer.data?.thread?.replyPolicy;
      if (policy) keepPolicy(policy);
      else if (answer.data && !answer.error) void reload();
    };
    const timer = setInterval(() => void ask(), 30_000);
    const looked = () => void ask();
    document.addEventListener('visibilitychange', looked);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', looked);
    };
  }, [client, id, ready, keepPolicy, reload]);

  return { state, reload, readMore, keepPost, keepPolicy };
}
