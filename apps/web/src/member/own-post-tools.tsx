import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import {
  DeletePostDocument,
  EditPostDocument,
  type PostPartsFragment,
  type ProblemPartsFragment,
} from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { AreaField } from '../parts/field';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { showHelp } from './help-shown';

interface Props {
  post: PostPartsFragment;
  editing: boolean;
  onEditing: (editing: boolean) => void;
  onChange: (post: PostPartsFragment) => void;
  onEdited: () => void;
}

/** What an author can do with an own post: change it, or take it away after one question. */
export function OwnPostTools({ post, editing, onEditing, onChange, onEdited }: Props) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const [removal, remove] = useMutation(DeletePostDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();

  if (editing) {
    return (
      <EditForm
        post={post}
        onClose={() => onEditing(false)}
        onChange={(changed) => {
          onChange(changed);
          onEditing(false);
          onEdited();
        }}
      />
    );
  }

  async function takeAway() {
    setProblem(undefined);
    setFailed(undefined);
    const outcome = outcomeOf(await remove({ input: { postId: post.id } }), (data) => data.deletePost);
    if (outcome.kind === 'problem') setProblem(outcome.problem);
    else if (outcome.kind === 'failed') setFailed(outcome);
    else onChange(outcome.done);
  }

  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} />}
      {asking ? (
        <div className="row post__own" role="group" aria-label={t('post.deleteAsk')}>
          <span className="meta">{t('post.deleteAsk')}</span>
          <button
            type="button"
            className="btn btn--s"
            disabled={removal.fetching}
            onClick={() => void takeAway()}
            autoFocus
          >
            {t('post.deleteYes')}
          </button>
          <button type="button" className="btn btn--quiet btn--s" onClick={() => setAsking(false)}>
            {t('post.deleteNo')}
          </button>
        </div>
      ) : (
        <div className="row post__own">
          {(post.state === 'VISIBLE' || post.state === 'HELD') && (
            <button type="button" className="btn btn--quiet btn--s" onClick={() => onEditing(true)}>
              {t('post.edit')}
            </button>
          )}
          <button type="button" className="btn btn--quiet btn--s" onClick={() => setAsking(true)}>
            {t(post.state === 'HELD' ? 'post.withdraw' : 'post.delete')}
          </button>
        </div>
      )}
    </>
  );
}

interface EditProps {
  post: PostPartsFragment;
  onClose: () => void;
  onChange: (post: PostPartsFragment) => void;
}

function EditForm({ post, onClose, onChange }: EditProps) {
  const t = useText();
  const [text, setText] = useState(post.text);
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
    if (outcome.done.help) showHelp(outcome.done.help, outcome.done.post);
    onChange(outcome.done.post);
  }

  return (
    <form className="stack-s post__edit" onSubmit={(event) => void submit(event)}>
      {problem && !problemAt(problem, 'text') && <ProblemNote problem={problem} />}
      {failed && <FailureNote offline={failed.offline} />}
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
        <button type="button" className="btn btn--quiet btn--s" onClick={onClose}>
          {t('post.editStop')}
        </button>
      </div>
    </form>
  );
}
