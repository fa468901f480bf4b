import { useState } from 'react';
import { useMutation } from 'urql';
import { type JustPosted, setJustPosted } from '../drafts/just-posted';
import { DeletePostDocument, type PostPartsFragment } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useNow } from '../language/moments';
import { Say, useText } from '../language/text';
import { Note } from '../parts/note';

interface Props {
  posted: JustPosted;
  onTakenBack: (post: PostPartsFragment, posted: JustPosted) => void;
}

/** How long the words stay after the chance to take it back is over, in milliseconds. */
const shownAfter = 5_000;

/** It is there; for ten seconds one tap takes it back, and the words return to the box. */
export function UndoNote({ posted, onTakenBack }: Props) {
  const t = useText();
  const now = useNow(250);
  const [answer, remove] = useMutation(DeletePostDocument);
  const [failed, setFailed] = useState(false);
  const seconds = Math.max(0, Math.ceil((posted.until - now.getTime()) / 1000));
  const story = posted.draft.kind === 'story';

  async function takeBack() {
    const outcome = outcomeOf(await remove({ input: { postId: posted.postId } }), (data) => data.deletePost);
    if (outcome.kind !== 'done') return setFailed(true);
    setJustPosted(undefined);
    onTakenBack(outcome.done, posted);
  }

  // Said long enough; what was posted stands in the conversation itself.
  if (now.getTime() > posted.until + shownAfter && !failed) return null;

  return (
    <Note icon="check" kind="info" live="status">
      <div className="row row--between">
        <p>{posted.held ? <Say id="posted.held" /> : <Say id={story ? 'posted.story' : 'posted.reply'} />}</p>
        {seconds > 0 && !failed && (
          <button type="button" className="btn btn--s" disabled={answer.fetching} onClick={() => void takeBack()}>
            <span aria-hidden="true">{t('posted.undoIn', { seconds })}</span>
            <span className="sr">{t('posted.undo')}</span>
          </button>
        )}
      </div>
      {failed && (
        <p>
          <Say id="failure.ours" />
        </p>
      )}
    </Note>
  );
}
