import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { PostPartsFragment } from '../generated/documents';
import { useMoments } from '../language/moments';
import { useText } from '../language/text';
import { Drawing, StaffInitials } from '../parts/drawing';
import { Icon } from '../parts/icon';
import { Photo } from '../parts/photo';
import { Words } from '../parts/words';
import { OwnPostTools } from './own-post-tools';
import { OwnState } from './own-state';
import { Reactions, ReceivedReactions } from './reactions';

const RewriteForm = lazy(() => import('./rewrite-form'));

interface Props {
  post: PostPartsFragment;
  groupId: string;
  /** The story that began the thread. */
  isOpener?: boolean;
  /** Whether somebody is there to read what waits, and otherwise from when. */
  duty: { on: boolean; from: string | null };
  onChange: (post: PostPartsFragment) => void;
  onFlag: (post: PostPartsFragment) => void;
  onEdited: () => void;
}

function Head({ post, children }: { post: PostPartsFragment; children?: ReactNode }) {
  const t = useText();
  const moments = useMoments();
  const { author } = post;
  const when = moments.past(post.createdAt);
  return (
    <div className="post__head">
      <span className="post__name">{author?.nickname ?? t('post.gone')}</span>
      {author?.isModerator ? (
        <span className="tag tag--mod">
          {post.isGuideNote && <Icon name="pin" />}
          {t(post.isGuideNote ? 'post.guideNote' : 'post.moderator')}
        </span>
      ) : (
        <span className="meta">
          {author?.isMe ? t('post.mineAt', { when }) : when}
          {post.editedAt && ` (${t('post.edited')})`}
        </span>
      )}
      {children}
    </div>
  );
}

function Picture({ post }: { post: PostPartsFragment }) {
  if (post.author?.isModerator) return <StaffInitials name={post.author.nickname} />;
  return <Drawing avatar={post.author?.avatar ?? 'steen:gal'} />;
}

/** The words, folded behind a content note until the reader chooses. One's own words are never folded. */
function Body({ post }: { post: PostPartsFragment }) {
  const t = useText();
  const body = (
    <>
      <Words text={post.text} />
      {post.photos.map((photo) => (
        <Photo key={photo.id} photo={photo} />
      ))}
    </>
  );
  if (post.contentNotes.length === 0) return <div className="post__body">{body}</div>;
  const about = t('post.about', { notes: post.contentNotes.join(', ') });
  if (post.author?.isMe) {
    return (
      <>
        <p className="tag">
          <Icon name="fold" />
          {about}
        </p>
        <div className="post__body">{body}</div>
      </>
    );
  }
  return (
    <details className="fold">
      <summary>
        <Icon name="fold" size="s" />
        <span>{about}</span>
        <span className="fold__go">{t('post.show')}</span>
      </summary>
      <div className="post__body fold__in">{body}</div>
    </details>
  );
}

/** One post, the way this reader may see it. */
export function PostView({ post, groupId, isOpener = false, duty, onChange, onFlag, onEdited }: Props) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const [rewriting, setRewriting] = useState(false);
  const mine = post.author?.isMe === true;
  const moderator = post.author?.isModerator === true;
  const gone = post.state === 'DELETED' || (post.state === 'HIDDEN' && !mine);
  const wasGone = useRef(gone);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // Whoever took it away stood on its buttons: the focus stays at its place.
    if (gone && !wasGone.current && document.activeElement === document.body)
      place.current?.focus({ preventScroll: true });
    wasGone.current = gone;
  }, [gone]);

  if (gone) {
    return (
      <li className="post post--gone" ref={place} tabIndex={-1}>
        <span className="av av--none" aria-hidden="true" />
        <p className="meta post__gone">{t(post.state === 'DELETED' ? 'post.deleted' : 'post.hidden')}</p>
      </li>
    );
  }

  const dashed = mine && (post.state === 'HELD' || post.state === 'RETURNED' || post.state === 'HIDDEN');
  const name = post.author?.nickname ?? t('post.gone');
  const content = (
    <>
      {!editing && <Body post={post} />}
      {mine && !rewriting && (
        <OwnState post={post} duty={duty} onChange={onChange} onRewrite={() => setRewriting(true)} />
      )}
      {mine && rewriting && (
        <Suspense fallback={null}>
          <RewriteForm
            post={post}
            groupId={groupId}
            onClose={() => setRewriting(false)}
            onSent={(sent) => {
              setRewriting(false);
              onChange(sent);
              onEdited();
            }}
          />
        </Suspense>
      )}
      {mine && post.receivedReactions && <ReceivedReactions received={post.receivedReactions} />}
      {mine && rewriting ? null : mine ? (
        <OwnPostTools post={post} editing={editing} onEditing={setEditing} onChange={onChange} onEdited={onEdited} />
      ) : (
        <div className="post__tools">
          {!moderator && <Reactions post={post} name={name} onChange={onChange} />}
          <button type="button" className="react react--add post__flag" onClick={() => onFlag(post)}>
            <Icon name="flag" size="s" />
            {t('flag.short')}
            <span className="sr"> {t('flag.about', { name })}</span>
          </button>
        </div>
      )}
    </>
  );

  if (isOpener) {
    return (
      <li className={dashed ? 'post post--opener post--wait' : 'post post--opener'}>
        <div className="post__who">
          <Picture post={post} />
          <Head post={post} />
        </div>
        <div className={dashed ? 'post__box' : undefined}>{content}</div>
      </li>
    );
  }
  const kind = moderator ? ' post--mod' : dashed ? ' post--wait' : '';
  return (
    <li className={`post${kind}`}>
      <Picture post={post} />
      <div className="post__box">
        <Head post={post} />
        {content}
      </div>
    </li>
  );
}
