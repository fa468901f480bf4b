import { Suspense, lazy, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { type JustPosted, setJustPosted, undoTime, useJustPosted } from '../drafts/just-posted';
import { fresh, keepDraft } from '../drafts/drafts';
import { useDraft } from '../drafts/use-draft';
import type { PostPartsFragment } from '../generated/documents';
import { Say, useText } from '../language/text';
import { ReadMore } from '../parts/read-more';
import { Icon } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { PageTitle } from '../parts/page';
import { FailureNote } from '../parts/problem-note';
import { Words } from '../parts/words';
import { NotFound } from '../public/not-found';
import { useViewer } from '../session/session-provider';
import { NobodyOnDuty } from './duty-line';
import type { FlagTarget } from './flag-dialog';
import { showHelp } from './help-shown';
import { MeasureNotes } from './measure-notes';
import { MemberPage } from './member-page';
import { PolicyNotes, isResting } from './policy-notes';
import { PostView } from './post-view';
import { ReferralCard } from './referral-card';
import { ReplyBox } from './reply-box';
import { inOrder, isForReader } from './thread-posts';
import { UndoNote } from './undo-note';
import { type ThreadHead, useThread } from './use-thread';

const FlagDialog = lazy(() => import('./flag-dialog'));

/** One conversation: the story, the replies on one line, and the place to answer. */
export default function ThreadPage() {
  const { id = '' } = useParams<{ id: string }>();
  return <Thread key={id} id={id} />;
}

function Thread({ id }: { id: string }) {
  const t = useText();
  const { state, reload, readMore, keepPost, keepPolicy } = useThread(id);
  const [flagging, setFlagging] = useState<FlagTarget>();

  if (state.status === 'missing') return <NotFound />;
  if (state.status !== 'ready') {
    return (
      <MemberPage title={t('thread.title')}>
        {state.status === 'failed' ? (
          <div className="col stack">
            <PageTitle>{t('failure.title')}</PageTitle>
            <FailureNote offline={state.offline} onRetry={() => void reload()} />
          </div>
        ) : (
          <div className="col">
            <Loading words={t('loading.thread')} />
          </div>
        )}
      </MemberPage>
    );
  }

  const { head, posts, cursor } = state;
  const { group } = head;
  const duty = { on: group.moderatorOnDuty, from: group.nextDutyAt };
  const flagPost = (post: PostPartsFragment) =>
    setFlagging({ threadId: id, postId: post.id, name: post.author?.nickname ?? t('post.gone') });
  const shared = { groupId: group.id, duty, onChange: keepPost, onFlag: flagPost, onEdited: () => void reload() };

  return (
    <MemberPage title={t('thread.title')} back={{ href: `/groups/${group.id}`, label: group.name }} groupId={group.id}>
      <div className="two">
        <div>
          <PageTitle className="thread__title">{head.title || t('thread.titleGone')}</PageTitle>
          {head.cameFrom && <ThreadLink id="thread.cameFrom" to={head.cameFrom} />}
          <ol className="draad" aria-label={t('thread.posts')}>
            <PostView post={head.opener} isOpener {...shared} />
            {inOrder(posts.values())
              .filter(isForReader)
              .map((post) => (
                <PostView key={post.id} post={post} {...shared} />
              ))}
          </ol>
          {cursor && <ReadMore label={t('thread.more')} onMore={() => readMore(cursor)} />}
          {head.referrals.map((referral) => (
            <ReferralCard key={referral.id} {...referral} />
          ))}
          {head.goesOnIn.map((part) => (
            <ThreadLink key={part.id} id="thread.goesOnIn" to={part} />
          ))}
          {group.myMembership && <MeasureNotes {...group.myMembership} />}
          {group.myMembership?.state === 'ACTIVE' && <Answer head={head} keepPost={keepPost} keepPolicy={keepPolicy} />}
        </div>
        <aside className="stack stick side" aria-label={t('thread.aside')}>
          <section className="panel stack-s">
            <h2 className="h3">{t('flag.worried')}</h2>
            <p className="meta side__p">{t('flag.worriedWords')}</p>
            <p>
              <button type="button" className="btn" onClick={() => setFlagging({ threadId: id })}>
                <Icon name="flag" />
                {t('flag.worriedGo')}
              </button>
            </p>
          </section>
        </aside>
      </div>
      {flagging && (
        <Suspense fallback={null}>
          <FlagDialog target={flagging} onClose={() => setFlagging(undefined)} />
        </Suspense>
      )}
    </MemberPage>
  );
}

/** A quiet line that leads to the conversation that this one came out of, or in which a part of it goes on. */
function ThreadLink({ id, to }: { id: 'thread.cameFrom' | 'thread.goesOnIn'; to: { id: string; title: string } }) {
  const t = useText();
  const title = to.title || t('thread.titleGone');
  return (
    <p className="meta">
      <Say id={id} values={{ title, a: (words) => <Link href={`/threads/${to.id}`}>{words}</Link> }} />
    </p>
  );
}

interface AnswerProps {
  head: ThreadHead;
  keepPost: (post: PostPartsFragment) => void;
  keepPolicy: ReturnType<typeof useThread>['keepPolicy'];
}

/** Below the conversation: what a moderator set, what was just posted, and the box. */
function Answer({ head, keepPost, keepPolicy }: AnswerProps) {
  const t = useText();
  const owner = useViewer().id;
  const [, go] = useLocation();
  const posted = useJustPosted(head.id);
  const desk = useDraft('reply', head.id, ({ post, help }, draft) => {
    keepPost(post);
    keepPolicy(post.thread.replyPolicy);
    setJustPosted({
      postId: post.id,
      threadId: head.id,
      draft,
      held: post.state === 'HELD',
      until: Date.now() + undoTime,
    });
    if (help) showHelp(help, post);
  });

  function takenBack(post: PostPartsFragment, { draft }: JustPosted) {
    if (draft.kind === 'story') {
      // Its photos went with it.
      keepDraft(owner, { ...draft, ...fresh(), photos: [], queued: false });
      go(`/groups/${draft.place}/write`);
      return;
    }
    keepPost(post);
    desk.restore(draft);
  }

  const policy = head.replyPolicy;
  return (
    <section className="prompt stack" aria-label={t('reply.label')}>
      {posted && <UndoNote key={posted.postId} posted={posted} onTakenBack={takenBack} />}
      <PolicyNotes policy={policy} />
      {!head.group.moderatorOnDuty && !isResting(policy) && (
        <NobodyOnDuty nextDutyAt={head.group.nextDutyAt} offDuty={head.group.offDuty} />
      )}
      {policy.prompt && !isResting(policy) && (
        <Note icon="chat">
          <p className="meta">{t('reply.prompt')}</p>
          <p>
            <b>{policy.prompt}</b>
          </p>
        </Note>
      )}
      {!isResting(policy) && <ReplyBox desk={desk} policy={policy} groupId={head.group.id} />}
      {isResting(policy) && desk.draft.text.trim() !== '' && (
        <div className="panel stack-s">
          <p className="meta">{t('reply.keptWhileResting')}</p>
          <Words text={desk.draft.text} />
        </div>
      )}
    </section>
  );
}
