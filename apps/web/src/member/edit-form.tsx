import type { FormEvent } from 'react';
import { useKeptWords } from '../drafts/use-kept-words';
import type { PostPartsFragment } from '../generated/documents';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { useEdit } from './use-edit';

interface Props {
  post: PostPartsFragment;
  onClose: () => void;
  onChange: (post: PostPartsFragment) => void;
}

/** Changing what one wrote. */
export default function EditForm({ post, onClose, onChange }: Props) {
  const t = useText();
  const [text, setText, forget] = useKeptWords('edit', post.id, post.text);
  const { send, sending, problem, failed } = useEdit(post.id, (edited) => {
    forget();
    onChange(edited);
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    void send(text);
  }

  return (
    <form className="stack-s post__edit" onSubmit={submit}>
      {problem && !problemAt(problem, 'text') && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} kept />}
      <AreaField
        label={t('post.editLabel')}
        rows={6}
        value={text}
        readOnly={sending}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        problem={problemAt(problem, 'text')}
      />
      <div className="row">
        <button type="submit" className="btn btn--main btn--s" disabled={sending || text.trim() === ''}>
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
