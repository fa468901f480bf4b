import { lazy, Suspense } from 'react';
import type { PostPartsFragment } from '../generated/documents';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Note } from '../parts/note';
import { Words } from '../parts/words';

// Few posts have reasons, and an old phone need not carry what shows them.
const AskAgain = lazy(async () => ({ default: (await import('./ask-again')).AskAgain }));
const StatementFacts = lazy(async () => ({ default: (await import('./statement-facts')).StatementFacts }));

interface Props {
  post: PostPartsFragment;
  duty: { on: boolean; from: string | null };
  onChange: (post: PostPartsFragment) => void;
  onRewrite: () => void;
}

/** What happens to my post, in words: who looks, why, and the way back. */
export function OwnState({ post, duty, onChange, onRewrite }: Props) {
  const moments = useMoments();
  const { state, statement, messageToAuthor } = post;
  const isOut = state === 'RETURNED' || state === 'HIDDEN';
  // What a moderator said when they decided stands with the reasons; what they said since stands by itself.
  const said = messageToAuthor && messageToAuthor !== statement?.facts ? messageToAuthor : null;
  return (
    <>
      {state === 'HELD' && (
        <p className="waitline">
          <Icon name="clock" size="s" />
          <span>
            <Say id={statement?.fate === 'REWRITTEN' ? 'rewrite.waits' : 'post.held'} />{' '}
            {duty.on ? (
              <Say id="post.heldOnDuty" />
            ) : (
              duty.from && <Say id="post.heldUntil" values={{ when: moments.coming(duty.from) }} />
            )}{' '}
            <Say id="post.heldSafe" />
          </span>
        </p>
      )}
      {state === 'VISIBLE' && statement?.fate === 'PLACED' && (
        <p className="waitline">
          <Icon name="check" size="s" />
          <span>
            <Say id="rewrite.placed" />
          </span>
        </p>
      )}
      {isOut && (
        <div className="post__told">
          <Note icon="note" kind="private">
            <p>
              <Say id={state === 'RETURNED' ? 'post.returned' : 'post.hiddenMine'} />
            </p>
            {(statement?.facts || messageToAuthor) && <Words text={statement?.facts || messageToAuthor || ''} />}
            {state === 'RETURNED' && <RewriteButton onRewrite={onRewrite} />}
          </Note>
        </div>
      )}
      {said && !isOut && (
        <div className="post__told">
          <Note icon="note" kind="private">
            <p>
              <Say id="post.told" />
            </p>
            <Words text={said} />
          </Note>
        </div>
      )}
      {statement && <Reasons post={post} onChange={onChange} />}
    </>
  );
}

function RewriteButton({ onRewrite }: Pick<Props, 'onRewrite'>) {
  const t = useText();
  return (
    <p>
      <button type="button" className="btn btn--main" onClick={onRewrite}>
        {t('rewrite.open')}
      </button>
    </p>
  );
}

/** Folded away, for it is a lot to read; what came of a question stands open. */
function Reasons({ post, onChange }: Pick<Props, 'post' | 'onChange'>) {
  const t = useText();
  const { statement } = post;
  if (!statement) return null;
  const appeal = <AskAgain statement={statement} onAsked={(changed) => onChange({ ...post, statement: changed })} />;
  return (
    <Suspense fallback={null}>
      <div className="post__reasons stack-s">
        <details className="disclose">
          <summary>
            <Icon name="next" />
            {t(statement.fate === 'STANDS' ? 'reasons.open' : 'reasons.before')}
          </summary>
          <StatementFacts statement={statement} isTold={statement.fate === 'STANDS'} />
          {!statement.appeal && appeal}
        </details>
        {statement.appeal && appeal}
      </div>
    </Suspense>
  );
}
