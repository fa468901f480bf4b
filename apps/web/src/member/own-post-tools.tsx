import { lazy, Suspense, useState } from 'react';
import { useMutation } from 'urql';
import { DeletePostDocument, type PostPartsFragment, type ProblemPartsFragment } from '../generated/documents';
import { outcomeOf } from '../graphql/outcome';
import { useText } from '../language/text';
import { FailureNote, ProblemNote } from '../parts/problem-note';

const EditForm = lazy(() => import('./edit-form'));

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
      <Suspense fallback={null}>
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
      </Suspense>
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
