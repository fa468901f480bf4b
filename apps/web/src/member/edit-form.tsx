import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useKeptWords } from '../drafts/use-kept-words';
import { EditPostDocument, type PostPartsFragment, type ProblemPartsFragment } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { showHelp } from './help-shown';

interface Props {
  post: PostPartsFragment;
  onClose: () => void;
  onChange: (post: PostPartsFragment) => void;
}

/** Changing what one wrote. */
export default function EditForm({ post, onClose, onChange }: Props) {
  const t = useText();
  const [text, setText, forget] = useKeptWords('edit', post.id, post.text);
  const [answer, edit] = useMutation(EditPostDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    setFailed(undefined);
    const outcome = outcomeOf(await edit({ input: { postId: post.id, text: text.trim() } }), (data) => data.editPost);
    if (outcome.kind === 'problem') return setProblem(outcome.problem);
    if (outcome.kind === 'failed') return setFailed(outcome);
    forget();
    if (outcome.done.help) showHelp(outcome.done.help, outcome.done.post);
    onChange(outcome.done.post);
  }

  return (
    <form className="stack-s post__edit" onSubmit={(event) => void submit(event)}>
      {problem && !problemAt(problem, 'text') && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} kept />}
      <AreaField
        label={t('post.editLabel')}
        rows={6}
        value={text}
        readOnly={answer.fetching}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        problem={problemAt(problem, 'text')}
      />
      <div className="row">
        <button type="submit" className="btn btn--main btn--s" disabled={answer.fetching || text.trim() === ''}>
          {t('post.editSave')}
        </button>
        <button
          type="button"
          className="btn btn--quiet btn--s"
          onClick={() => {
            forget();
            onClose();
          }}
        >
          {t('post.editStop')}
        </button>
      </div>
    </form>
  );
}
