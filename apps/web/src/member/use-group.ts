import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { GroupPageDocument, type GroupPageQuery } from '../generated/documents';
import { isOutOfReach } from '../graphql/outcome';
import { sessionMayHaveEnded } from '../session/session-ended';
import type { StoryOfList } from './story-row';

type GroupHead = Omit<NonNullable<GroupPageQuery['group']>, 'threads'>;

export type GroupState =
  | { status: 'loading' }
  | { status: 'missing' }
  | { status: 'failed'; offline: boolean }
  | { status: 'ready'; group: GroupHead; stories: StoryOfList[]; cursor: string | null };

/** A group and its stories, page after page. What was read stays on screen while it is read again. */
export function useGroup(id: string) {
  const client = useClient();
  const [state, setState] = useState<GroupState>({ status: 'loading' });

  /** Answers whether it could be read. */
  const read = useCallback(
    async (after?: string): Promise<boolean> => {
      const variables = after ? { id, after } : { id };
      const answer = await client.query(GroupPageDocument, variables, { requestPolicy: 'network-only' });
      if (answer.error || !answer.data) {
        const offline = isOutOfReach(answer.error);
        setState((before) => (before.status === 'ready' ? before : { status: 'failed', offline }));
        return false;
      }
      if (!answer.data.group) {
        sessionMayHaveEnded();
        setState({ status: 'missing' });
        return false;
      }
      const { threads, ...group } = answer.data.group;
      const cursor = threads.pageInfo.hasNextPage ? threads.pageInfo.endCursor : null;
      const page = threads.edges.map((edge) => edge.node);
      setState((before) => {
        if (before.status !== 'ready') return { status: 'ready', group, cursor, stories: page };
        const fresh = new Set(page.map((story) => story.id));
        const others = before.stories.filter((story) => !fresh.has(story.id));
        if (after) return { status: 'ready', group, cursor, stories: [...others, ...page] };
        // Looked at again: the newest are new, and what was read further down stays, with the place to read on.
        const last = before.stories.map((story) => fresh.has(story.id)).lastIndexOf(true);
        const below = last < 0 ? [] : before.stories.slice(last + 1);
        return {
          status: 'ready',
          group,
          cursor: below.length > 0 ? before.cursor : cursor,
          stories: [...page, ...below],
        };
      });
      return true;
    },
    [client, id],
  );

  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it sets only after the answer came
    void read();
  }, [read]);

  // Looking again after a while away should not show yesterday's list.
  useEffect(() => {
    const looked = () => {
      if (document.visibilityState === 'visible') void read();
    };
    document.addEventListener('visibilitychange', looked);
    return () => document.removeEventListener('visibilitychange', looked);
  }, [read]);

  return { state, read };
}
