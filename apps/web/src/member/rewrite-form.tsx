import { type FormEvent, useEffect, useState } from 'react';
import { useClient, useMutation } from 'urql';
import { useKeptWords } from '../drafts/use-kept-words';
import {
  EditPostDocument,
  type PostPartsFragment,
  type ProblemPartsFragment,
  WordsCheckDocument,
  type WordsCheckQuery,
} from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { Note } from '../parts/note';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { Words } from '../parts/words';
import { showHelp } from './help-shown';
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
  const [{ fetching }, edit] = useMutation(EditPostDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();
  const advice = useAdvice(groupId, post.text);
  const facts = post.statement?.facts ?? post.messageToAuthor;

  async function send(event: FormEvent) {
    event.preventDefault();
    if (fetching) return;
    setProblem(undefined);
    setFailed(undefined);
    const outcome = outcomeOf(await edit({ input: { postId: post.id, text: text.trim() } }), (data) => data.editPost);
    if (outcome.kind === 'problem') return setProblem(outcome.problem);
    if (outcome.kind === 'failed') return setFailed(outcome);
    forget();
    if (outcome.done.help) showHelp(outcome.done.help, outcome.done.post);
    onSent(outcome.done.post);
  }

  return (
    <form className="stack rewrite" onSubmit={(event) => void send(event)}>
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
        readOnly={fetching}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        problem={problemAt(problem, 'text')}
      />
      <WordsCheck groupId={groupId} text={text.trim()} />
      <div className="row">
        <button type="submit" className="btn btn--main" disabled={text.trim() === ''} aria-disabled={fetching}>
          {t('rewrite.send')}
        </button>
        <button type="button" className="btn btn--quiet" onClick={onClose}>
          {t('rewrite.later')}
        </button>
      </div>
    </form>
  );
}
