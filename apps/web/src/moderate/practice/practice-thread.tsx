import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Say, useText } from '../../language/text';
import { useMoments } from '../../language/moments';
import { Drawing, StaffInitials } from '../../parts/drawing';
import { Icon } from '../../parts/icon';
import { beginningOf } from '../../parts/words';
import { SeverityMark } from '../../staff/severity-mark';
import { type NumberedSignal, numberSignals } from '../mark-passages';
import { MarkedText } from '../marked-text';
import { SignalList } from '../signal-list';
import type { PracticeWish } from './practice-kinds';
import { momentOf } from './story-clock';
import type { PracticeMember, PracticePost, PracticeRun } from './use-practice-run';

interface Props {
  run: PracticeRun;
  /** Absent where nothing can be done: everything is open then. */
  onOpen?: (posts: readonly string[]) => void;
  onWish?: (wish: PracticeWish) => void;
  onMember?: (member: PracticeMember) => void;
}

/** The posts that the trainee opened, by what is kept of it. */
export function openedIn(run: PracticeRun): ReadonlySet<string> {
  return new Set(run.steps.flatMap(({ kind, posts }) => (kind === 'LOOK' ? posts : [])));
}

/** The thread as the desk shows it. What came in new shows its beginning until it is opened: that it was, and when, is kept. */
export function PracticeThread({ run, onOpen, onWish, onMember }: Props) {
  const t = useText();
  const opened = openedIn(run);
  const isNew = (post: PracticePost): boolean => onOpen !== undefined && post.by !== null && !opened.has(post.key);
  const fresh = run.posts.filter(isNew);
  const signals = numberSignals(run.posts.map(({ key, assessment }) => ({ id: key, assessment })));
  return (
    <section aria-labelledby="practice-thread" className="stack-s">
      <p className="row row--between">
        <b id="practice-thread">{t('practice.thread')}</b>
        {onOpen && fresh.length > 0 && (
          <button type="button" className="btn btn--s" onClick={() => onOpen(fresh.map(({ key }) => key))}>
            {t('practice.open.all', { count: fresh.length })}
          </button>
        )}
      </p>
      <span className="sr" role="status">
        {fresh.length > 0 && t('practice.new', { count: fresh.length })}
      </span>
      <ol className="dposts practiceposts">
        {run.posts.map((post) => (
          <Post
            key={post.key}
            post={post}
            run={run}
            signals={signals.get(post.key) ?? []}
            isNew={isNew(post)}
            {...(onOpen ? { onOpen: () => onOpen([post.key]) } : {})}
            {...(onWish ? { onWish } : {})}
            {...(onMember ? { onMember } : {})}
          />
        ))}
      </ol>
    </section>
  );
}

interface PostProps extends Omit<Props, 'onOpen'> {
  post: PracticePost;
  signals: readonly NumberedSignal[];
  isNew: boolean;
  onOpen?: () => void;
}

function Post({ post, run, signals, isNew, onOpen, onWish, onMember }: PostProps) {
  const t = useText();
  const moments = useMoments();
  const isTurn = run.turnedAt === post.key;
  const when = moments.clock(momentOf(run, post.at));
  const name = post.by?.nickname ?? run.trainee?.displayName ?? '';
  const severity = post.assessment?.severity;
  const classes = ['dpost', !post.by && 'dpost--mod', post.state === 'HELD' && 'dpost--held', isTurn && 'dpost--turn'];
  return (
    <li className={classes.filter(Boolean).join(' ')} data-post={post.key}>
      {isTurn && <p className="turnline">{t('desk.post.turned', { clock: when })}</p>}
      {post.by ? <Drawing avatar={post.by.avatar} size="s" /> : <StaffInitials name={name} size="s" />}
      <article className="dpost__in" aria-label={t('desk.post.actions', { name, when })}>
        <p className="dpost__head">
          <b>{name}</b>
          <span className="meta">{[when, !post.by && t('desk.post.note')].filter(Boolean).join(', ')}</span>
          {severity && severity !== 'GREEN' && <SeverityMark severity={severity} />}
        </p>
        {isNew ? (
          <p className="practicenew">
            <span>{beginningOf(post.text, 32)}</span>
            <button type="button" className="btn btn--s" onClick={onOpen}>
              {t('practice.open')}
              <span className="sr">: {t('desk.post.actions', { name, when })}</span>
            </button>
          </p>
        ) : (
          <>
            {post.contentNotes.map((note) => (
              <p key={note} className="meta dpost__note">
                <Icon name="fold" size="s" />
                {t('desk.post.contentNote', { note })}
              </p>
            ))}
            <div className={post.state === 'HELD' ? 'dpost__box' : undefined}>
              <MarkedText text={post.text} signals={signals} />
              {post.state !== 'VISIBLE' && (
                <p className="meta dpost__state">
                  <Icon name={post.state === 'HELD' ? 'clock' : 'fold'} size="s" />
                  <span>
                    <Say id={post.state === 'HELD' ? 'desk.post.held' : 'desk.post.hidden'} />
                  </span>
                </p>
              )}
              {post.state === 'HELD' && onWish && (
                <p className="row dpost__acts">
                  <button
                    type="button"
                    className="btn btn--s"
                    onClick={() => onWish({ kind: 'RELEASE_POST', post: post.key })}
                  >
                    {t('desk.post.release')}
                  </button>
                  <button
                    type="button"
                    className="btn btn--quiet btn--s"
                    onClick={() => onWish({ kind: 'HIDE_POST', post: post.key })}
                  >
                    {t('desk.post.hide')}
                  </button>
                </p>
              )}
            </div>
            <SignalList signals={signals} />
          </>
        )}
      </article>
      {post.by && !isNew && onWish && onMember && (
        <PostMenu
          post={post}
          member={post.by}
          label={t('desk.post.actions', { name, when })}
          {...{ onWish, onMember }}
        />
      )}
    </li>
  );
}

interface MenuProps {
  post: PracticePost;
  member: PracticeMember;
  label: string;
  onWish: (wish: PracticeWish) => void;
  onMember: (member: PracticeMember) => void;
}

const who = 'WHO';

function PostMenu({ post, member, label, onWish, onMember }: MenuProps) {
  const t = useText();
  return (
    <MenuTrigger>
      <Button className="dpost__more" aria-label={label}>
        <Icon name="more" size="s" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={label}
          onAction={(key) => {
            if (key === who) onMember(member);
            else onWish({ kind: key as PracticeWish['kind'], post: post.key });
          }}
        >
          <MenuItem id={who} className="menu__item">
            {t('practice.who', { name: member.nickname })}
          </MenuItem>
          <MenuItem id="OPEN_ASIDE" className="menu__item">
            {t('asides.menu')}
          </MenuItem>
          {post.state === 'VISIBLE' && (
            <MenuItem id="CONTENT_NOTE" className="menu__item">
              {t('desk.post.addNote')}
            </MenuItem>
          )}
          {post.state !== 'HIDDEN' && (
            <MenuItem id="HIDE_POST" className="menu__item">
              {t('desk.post.hide')}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
