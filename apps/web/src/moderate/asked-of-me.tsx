import { useCallback, useEffect, useState } from 'react';
import { useClient, useSubscription } from 'urql';
import { MentionsChangedDocument, MentionsDocument, ReadMentionDocument } from '../generated/staff-documents';
import { useReconnects } from '../graphql/client';
import { type Outcome, outcomeOf } from '../graphql/outcome';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote } from '../parts/problem-note';
import { useDeskTimes } from '../staff/desk-times';

/** What colleagues ask whoever sits at this desk, until they answer there or say that they read it. */
export function AskedOfMe({ organisationId, onOpen }: { organisationId: string; onOpen: (itemId: string) => void }) {
  const t = useText();
  const client = useClient();
  const { when } = useDeskTimes();
  const variables = { organisationId };
  const [{ data }, ask] = useQuery({ query: MentionsDocument, variables, requestPolicy: 'cache-and-network' });
  const [live] = useSubscription({ query: MentionsChangedDocument, variables });
  const [outcome, setOutcome] = useState<Outcome<unknown>>();
  const reconnects = useReconnects();
  const changed = live.data?.mentionsChanged;
  const refetch = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useEffect(() => {
    if (changed || reconnects > 0) refetch();
  }, [changed, reconnects, refetch]);
  const asked = (data?.mentions ?? []).flatMap(({ note, item }) => (note ? [{ note, item }] : []));
  if (asked.length === 0) return null;
  async function read(noteId: string): Promise<void> {
    setOutcome(
      outcomeOf(await client.mutation(ReadMentionDocument, { input: { noteId } }), (answer) => answer.readMention),
    );
    refetch();
  }
  return (
    <div className="queue__note">
      <Note icon="note" kind="private" live="status">
        {outcome?.kind === 'problem' && <ProblemNote problem={outcome.problem} />}
        {outcome?.kind === 'failed' && <FailureNote offline={outcome.offline} />}
        {asked.map(({ note, item }) => (
          <div key={note.id}>
            <p>
              {t('asked.about', {
                name: note.by.displayName,
                title: item.thread.title || t('thread.titleGone'),
                when: when(note.at),
              })}
            </p>
            <p className="quiet">{note.text}</p>
            <p className="row">
              <button type="button" className="linkbtn" onClick={() => onOpen(item.id)}>
                {t('asked.open')}
              </button>
              <button type="button" className="linkbtn" onClick={() => void read(note.id)}>
                {t('asked.read')}
              </button>
            </p>
          </div>
        ))}
      </Note>
    </div>
  );
}
