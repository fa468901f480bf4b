import { Link } from 'wouter';
import type { GroupPageQuery } from '../generated/documents';
import { useMoments } from '../language/moments';
import { Say, useText } from '../language/text';
import { Drawing, StaffInitials } from '../parts/drawing';
import { Icon } from '../parts/icon';
import { beginningOf } from '../parts/words';

export type StoryOfList = NonNullable<GroupPageQuery['group']>['threads']['edges'][number]['node'];

/** One story in the list: its title, how it begins, by whom, and what a reader should know before opening it. */
export function StoryRow({ story }: { story: StoryOfList }) {
  const t = useText();
  const moments = useMoments();
  const { opener, replyPolicy } = story;
  const { author } = opener;
  const told = moments.past(opener.createdAt);
  const waits = opener.state === 'HELD' || opener.state === 'RETURNED' || opener.state === 'HIDDEN';
  const resting = !replyPolicy.canReply && !replyPolicy.myNextPostAt;
  const answered = story.lastActivityAt > opener.createdAt && !waits;
  return (
    <li className="story">
      {author?.isModerator ? (
        <StaffInitials name={author.nickname} />
      ) : (
        <Drawing avatar={author?.avatar ?? 'steen:gal'} />
      )}
      <div>
        <h3>
          <Link href={`/threads/${story.id}`}>{story.title || t('thread.titleGone')}</Link>
        </h3>
        {opener.contentNotes.length > 0 && !author?.isMe ? (
          <p className="folded">
            <Icon name="fold" size="s" />
            <span>{t('story.folded', { notes: opener.contentNotes.join(', ') })}</span>
          </p>
        ) : (
          <p>{opener.state === 'DELETED' ? t('post.deleted') : beginningOf(opener.text)}</p>
        )}
        {resting && (
          <p>
            {replyPolicy.reopensAt ? (
              <Say id="policy.resting" values={{ when: moments.coming(replyPolicy.reopensAt) }} />
            ) : (
              <Say id="policy.closed" />
            )}
          </p>
        )}
        <div className="row">
          <span className="meta">
            {story.openedByMe
              ? t('story.mine', { when: told })
              : t('story.by', { name: author?.nickname ?? t('post.gone'), when: told })}
          </span>
          {answered && (
            <span className="tag">
              <Icon name="chat" />
              {t('story.answered', { when: moments.past(story.lastActivityAt) })}
            </span>
          )}
          {waits && author?.isMe && (
            <span className="tag">
              <Icon name={opener.state === 'HELD' ? 'clock' : 'note'} />
              {t(opener.state === 'HELD' ? 'story.waits' : 'story.returned')}
            </span>
          )}
        </div>
      </div>
    </li>
  );
}
