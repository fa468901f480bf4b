import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import {
  DeletePostDocument,
  EditPostDocument,
  type PostPartsFragment,
  type ProblemPartsFragment,
} from '../generated/documents';
import { useKeptWords } from '../drafts/use-kept-words';
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
  /** Where the focus was before a question or a form took the place of the buttons. */
  const [back, setBack] = useState<'edit' | 'remove'>();
  const [removal, remove] = useMutation(DeletePostDocument);
  const [problem, setProblem] = useState<ProblemPartsFragment>();
  const [failed, setFailed] = useState<{ offline: boolean }>();

  if (editing) {
    return (
      <EditForm
        post={post}
        onClose={() => {
          setBack('edit');
          onEditing(false);
        }}
        onChange={(changed) => {
          setBack('edit');
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
          <button
            type="button"
            className="btn btn--quiet btn--s"
            onClick={() => {
              setBack('remove');
              setAsking(false);
            }}
          >
            {t('post.deleteNo')}
          </button>
        </div>
      ) : (
        <div className="row post__own">
          {(post.state === 'VISIBLE' || post.state === 'HELD') && (
            <button
              type="button"
              className="btn btn--quiet btn--s"
              autoFocus={back === 'edit'}
              onClick={() => onEditing(true)}
            >
              {t('post.edit')}
            </button>
          )}
          <button
            type="button"
            className="btn btn--quiet btn--s"
            autoFocus={back === 'remove'}
            onClick={() => setAsking(true)}
          >
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
