import { type FormEvent, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useKeptWords } from '../drafts/use-kept-words';
import { type PostPartsFragment, WordsCheckDocument, type WordsCheckQuery } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { Words } from '../parts/words';
import { useEdit } from './use-edit';
import { Remarks, WordsCheck } from './words-check';

type Check = Extract<WordsCheckQuery['wordsCheck'], { __typename: 'WordsCheck' }>;

interface Props {
  post: PostPartsFragment;
  groupId: string;
  onClose: () => void;
  onSent: (post: PostPartsFragment) => void;
}

/** What might land badly in what was given back, and how else: asked once, when somebody begins to write it again. */
function useAdvice(groupId: string, text: string): Check | undefined {
  const client = useClient();
  const [advice, setAdvice] = useState<Check>();
  useEffect(() => {
    let isLeft = false;
    void client.query(WordsCheckDocument, { groupId, text }, { requestPolicy: 'network-only' }).then((answer) => {
      const outcome = outcomeOf(answer, (data) => data.wordsCheck);
      if (!isLeft && outcome.kind === 'done') setAdvice(outcome.done);
    });
    return () => {
      isLeft = true;
    };
  }, [client, groupId, text]);
  return advice;
}

/** A post that was given back, to be written again beside the moderator's words and what might land badly. */
export default function RewriteForm({ post, groupId, onClose, onSent }: Props) {
  const t = useText();
  const [text, setText, forget] = useKeptWords('rewrite', post.id, post.text);
  const { send, sending, problem, failed } = useEdit(post.id, (edited) => {
    forget();
    onSent(edited);
  });
  const advice = useAdvice(groupId, post.text);
  const facts = post.statement?.facts ?? post.messageToAuthor;

  function submit(event: FormEvent) {
    event.preventDefault();
    void send(text);
  }

  return (
    <form className="stack rewrite" onSubmit={submit}>
      <h2 className="h3">{t('rewrite.title')}</h2>
      <div className="rewrite__help stack-s">
        {facts && (
          <Note icon="note" kind="private">
            <p>
              <b>{t('rewrite.asked')}</b>
            </p>
            <Words text={facts} />
          </Note>
        )}
        {advice && advice.remarks.length > 0 && <Remarks remarks={advice.remarks} />}
      </div>
      {problem && !problemAt(problem, 'text') && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} kept />}
      <AreaField
        label={t('rewrite.label')}
        hint={t('rewrite.hint')}
        rows={8}
        value={text}
        readOnly={sending}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        problem={problemAt(problem, 'text')}
      />
      <WordsCheck groupId={groupId} text={text.trim()} />
      <div className="row">
        <button type="submit" className="btn btn--main" disabled={text.trim() === ''} aria-disabled={sending}>
          {t('rewrite.send')}
        </button>
        <button type="button" className="btn btn--quiet" onClick={onClose}>
          {t('rewrite.later')}
        </button>
      </div>
    </form>
  );
}
