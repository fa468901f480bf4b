import { type ReactNode, useMemo, useState } from 'react';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import { Say, useText } from '../language/text';
import { Ring } from '../parts/icon';
import { Loading } from '../parts/loading';
import { Note } from '../parts/note';
import { useDeskTimes } from '../staff/desk-times';
import { ClimateMark, SeverityMark } from '../staff/severity-mark';
import { AppealPanel } from './appeal-panel';
import { AsideAlarms } from './aside-alarms';
import { DeskPost } from './desk-post';
import { ItemHistory } from './item-history';
import { LeaseBox, type LeaseProps } from './lease-box';
import { numberSignals } from './mark-passages';
import { foldQuiet } from './order-posts';
import type { PostAction } from './steer-kinds';
import type { ItemState, ReviewItem } from './use-review-item';

interface Props {
  state: ItemState;
  isChosen: boolean;
  lease: Omit<LeaseProps, 'item'>;
  onRetry: () => void;
  onJudged: () => void;
  onToQueue: () => void;
  onAct: (action: PostAction, postId: string) => void;
  onAside: (post: DeskPostPartsFragment) => void;
  onWatch: (post: DeskPostPartsFragment) => void;
  onAlarmAnswered: () => void;
}

/** The middle pane: one item and its thread, or why there is none. */
export function ItemPane({ state, isChosen, lease, onRetry, onJudged, onToQueue, onAct, ...aside }: Props) {
  const t = useText();
  if (!isChosen) {
    return (
      <Empty title={t('desk.choose')} words={t('desk.choose.text')} onToQueue={onToQueue}>
        <p className="only-desk">{t('desk.choose.keys')}</p>
      </Empty>
    );
  }
  if (state.kind === 'loading') {
    return (
      <div className="talk__wait">
        <Loading words={t('desk.item.loading')} />
      </div>
    );
  }
  if (state.kind === 'gone') {
    return <Empty title={t('desk.item.gone')} words={t('desk.item.gone.text')} onToQueue={onToQueue} />;
  }
  if (state.kind === 'failed') {
    return (
      <div className="talk__wait">
        <Note icon={state.offline ? 'offline' : 'alert'} live="alert">
          <p>
            <Say id="desk.item.failed" />
          </p>
          <p>
            <button type="button" className="btn btn--s" onClick={onRetry}>
              {t('failure.retry')}
            </button>
          </p>
        </Note>
      </div>
    );
  }
  return (
    <>
      <ItemHead item={state.item} posts={state.posts} lease={lease} />
      {state.item.statement && <AppealPanel item={state.item} statement={state.item.statement} />}
      <AsideAlarms alarms={state.item.asideAlarms} onAnswered={aside.onAlarmAnswered} />
      <ItemHistory item={state.item} onNote={() => lease.onPassOn('note')} />
      <Thread
        key={state.item.id}
        item={state.item}
        posts={state.posts}
        onAct={onAct}
        onAside={aside.onAside}
        onWatch={aside.onWatch}
        onJudged={onJudged}
      />
    </>
  );
}

interface EmptyProps {
  title: string;
  words: string;
  onToQueue: () => void;
  children?: ReactNode;
}

function Empty({ title, words, onToQueue, children }: EmptyProps) {
  const t = useText();
  return (
    <div className="uptodate talk__empty">
      <Ring />
      <h2 id="item-title">{title}</h2>
      <p>{words}</p>
      {children}
      <p className="only-phone">
        <button type="button" className="btn btn--s" onClick={onToQueue}>
          {t('desk.item.toQueue')}
        </button>
      </p>
    </div>
  );
}

interface HeadProps {
  item: ReviewItem;
  posts: readonly DeskPostPartsFragment[];
  lease: Omit<LeaseProps, 'item'>;
}

function ItemHead({ item, posts, lease }: HeadProps) {
  const t = useText();
  const { moments } = useDeskTimes();
  const { thread } = item;
  const name = thread.opener.author?.nickname;
  const opened = { group: thread.group.name, when: moments.coming(thread.opener.createdAt) };
  const members = new Set(
    posts.filter(({ author }) => author && !author.isModerator).map(({ author }) => author?.nickname),
  );
  const written = posts.filter(({ isGuideNote }) => !isGuideNote).length;
  return (
    <header className="talk__head">
      <div>
        <p className="meta">{name ? t('desk.item.opened', { ...opened, name }) : t('desk.item.opened.gone', opened)}</p>
        <h2 id="item-title" tabIndex={-1}>
          {thread.title || t('thread.titleGone')}
        </h2>
        <p className="talk__state">
          <SeverityMark severity={item.severity} />
          {thread.climate && <ClimateMark climate={thread.climate} />}
          <span className="meta">{t('desk.item.size', { posts: written, members: members.size })}</span>
        </p>
      </div>
      <LeaseBox item={item} {...lease} />
    </header>
  );
}

interface ThreadProps {
  item: ReviewItem;
  posts: readonly DeskPostPartsFragment[];
  onAct: (action: PostAction, postId: string) => void;
  onAside: (post: DeskPostPartsFragment) => void;
  onWatch: (post: DeskPostPartsFragment) => void;
  onJudged: () => void;
}

function Thread({ item, posts, onAct, onAside, onWatch, onJudged }: ThreadProps) {
  const t = useText();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const signals = useMemo(() => numberSignals(posts), [posts]);
  const turn = item.turnedAt?.id;
  const rows = useMemo(() => {
    const pointedAt = new Set(item.flags.flatMap(({ post }) => (post ? [post.id] : [])));
    if (turn) pointedAt.add(turn);
    return foldQuiet(posts, pointedAt, opened);
  }, [posts, item.flags, turn, opened]);
  return (
    <ol className="dposts" aria-label={t('desk.posts')}>
      {rows.map((row) =>
        row.kind === 'fold' ? (
          <li key={row.key} className="dskip">
            <button
              type="button"
              className="btn btn--quiet btn--s"
              onClick={() => setOpened(new Set([...opened, ...row.posts.map(({ id }) => id)]))}
            >
              {t('desk.posts.between', { count: row.posts.length })}
            </button>
          </li>
        ) : (
          <DeskPost
            key={row.post.id}
            post={row.post}
            signals={signals.get(row.post.id) ?? []}
            flags={item.flags.filter(({ post }) => post?.id === row.post.id)}
            isOpener={row.post.id === item.thread.opener.id}
            isTurn={row.post.id === turn}
            judgements={(item.thread.judgements ?? []).filter(({ postId }) => postId === row.post.id)}
            onAct={onAct}
            onAside={onAside}
            onWatch={onWatch}
            onJudged={onJudged}
          />
        ),
      )}
    </ol>
  );
}
