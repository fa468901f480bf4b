import { useState } from 'react';
import { MenuTrigger } from 'react-aria-components/Menu';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import { Say, useText } from '../language/text';
import { Drawing, StaffInitials } from '../parts/drawing';
import { Icon } from '../parts/icon';
import { useDeskTimes } from '../staff/desk-times';
import { SeverityMark } from '../staff/severity-mark';
import { CoveredPhotos } from './covered-photos';
import { PostFlags } from './item-history';
import type { NumberedSignal } from './mark-passages';
import { MarkedText } from './marked-text';
import { JudgePost } from './judge-post';
import { JudgementLine } from './judgement-line';
import { givenBack, RewrittenPair } from './rewritten-pair';
import { SignalList } from './signal-list';
import type { PostAction } from './steer-kinds';
import type { ReviewItem } from './use-review-item';

/** In the menu beside what steers, and no steering itself. */
const judge = 'JUDGE';
const aside = 'ASIDE';
const watch = 'WATCH';

interface Props {
  post: DeskPostPartsFragment;
  signals: readonly NumberedSignal[];
  flags: ReviewItem['flags'];
  isOpener: boolean;
  isTurn: boolean;
  judgements: NonNullable<ReviewItem['thread']['judgements']>;
  onAct: (action: PostAction, postId: string) => void;
  onAside: (post: DeskPostPartsFragment) => void;
  onWatch: (post: DeskPostPartsFragment) => void;
  onJudged: () => void;
}

const stateWords = {
  HELD: 'desk.post.held',
  HIDDEN: 'desk.post.hidden',
  RETURNED: 'desk.post.returned',
  DELETED: 'desk.post.deleted',
} as const;

/** One post as the desk shows it: the words with what stands out in them, why, what was said about it, and what can be done. */
export function DeskPost({
  post,
  signals,
  flags,
  isOpener,
  isTurn,
  judgements,
  onAct,
  onAside,
  onWatch,
  onJudged,
}: Props) {
  const t = useText();
  const { moments, when: at } = useDeskTimes();
  const isModerator = post.author?.isModerator === true;
  const name = post.author?.nickname ?? t('desk.post.gone');
  const when = at(post.createdAt);
  const severity = post.assessment?.severity;
  // What was said with the version that was given back stands there.
  const isInPair = givenBack(post) !== null && post.messageToAuthor === post.statement?.facts;
  const [isJudging, setJudging] = useState(false);
  const mayJudge = !isModerator && post.state !== 'DELETED' && post.assessment !== null;
  const facts = [
    when,
    isOpener && t('desk.post.opener'),
    post.isGuideNote ? t('desk.post.note') : isModerator && t('desk.post.moderator'),
    post.editedAt && t('desk.post.edited'),
  ].filter(Boolean);
  const classes = [
    'dpost',
    isModerator && 'dpost--mod',
    post.state === 'HELD' && 'dpost--held',
    isTurn && 'dpost--turn',
  ];
  return (
    <li className={classes.filter(Boolean).join(' ')} data-post={post.id}>
      {isTurn && <p className="turnline">{t('desk.post.turned', { clock: moments.clock(post.createdAt) })}</p>}
      {isModerator ? <StaffInitials name={name} size="s" /> : <Drawing avatar={post.author?.avatar ?? ''} size="s" />}
      <article className="dpost__in" aria-label={t('desk.post.actions', { name, when })}>
        <p className="dpost__head">
          <b>{name}</b>
          <span className="meta">{facts.join(', ')}</span>
          {severity && severity !== 'GREEN' && <SeverityMark severity={severity} />}
        </p>
        {post.contentNotes.map((note) => (
          <p key={note} className="meta dpost__note">
            <Icon name="fold" size="s" />
            {t('desk.post.contentNote', { note })}
          </p>
        ))}
        <div className={post.state === 'HELD' ? 'dpost__box' : undefined}>
          <RewrittenPair post={post}>
            <MarkedText text={post.text} signals={signals} />
          </RewrittenPair>
          <CoveredPhotos photos={post.photos} />
          {post.state !== 'VISIBLE' && (
            <p className="meta dpost__state">
              <Icon name={post.state === 'HELD' ? 'clock' : 'fold'} size="s" />
              <span>
                <Say id={stateWords[post.state]} />
              </span>
            </p>
          )}
          {post.messageToAuthor && !isInPair && (
            <p className="meta dpost__told">
              {t('desk.item.toAuthor')} {post.messageToAuthor}
            </p>
          )}
          {post.assessment?.checked === false && (
            <p className="meta dpost__state">
              <Icon name="alert" size="s" />
              <span>
                <Say id="desk.post.unchecked" />
              </span>
            </p>
          )}
          {post.state === 'HELD' && (
            <p className="row dpost__acts">
              <button type="button" className="btn btn--s" onClick={() => onAct('RELEASE_POST', post.id)}>
                {t('desk.post.release')}
              </button>
              <button type="button" className="btn btn--quiet btn--s" onClick={() => onAct('HIDE_POST', post.id)}>
                {t('desk.post.hide')}
              </button>
            </p>
          )}
        </div>
        <SignalList signals={signals} />
        {judgements.map((judgement) => (
          <JudgementLine key={judgement.id} judgement={judgement} />
        ))}
        {mayJudge && severity !== 'GREEN' && (
          <p>
            <button type="button" className="linkbtn" onClick={() => setJudging(true)}>
              {t('judge.open')}
            </button>
          </p>
        )}
        {isJudging && <JudgePost post={post} onJudged={onJudged} onClose={() => setJudging(false)} />}
        <PostFlags flags={flags} current={post.text} />
      </article>
      {post.state === 'VISIBLE' && !isModerator && (
        <PostMenu
          label={t('desk.post.actions', { name, when })}
          onAct={(action) => onAct(action, post.id)}
          onJudge={() => setJudging(true)}
          onAside={() => onAside(post)}
          onWatch={() => onWatch(post)}
        />
      )}
    </li>
  );
}

interface MenuProps {
  label: string;
  onAct: (action: PostAction) => void;
  onJudge: () => void;
  onAside: () => void;
  onWatch: () => void;
}

function PostMenu({ label, onAct, onJudge, onAside, onWatch }: MenuProps) {
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
            if (key === judge) onJudge();
            else if (key === aside) onAside();
            else if (key === watch) onWatch();
            else onAct(key as PostAction);
          }}
        >
          <MenuItem id="CONTENT_NOTE" className="menu__item">
            {t('desk.post.addNote')}
          </MenuItem>
          <MenuItem id="HIDE_POST" className="menu__item">
            {t('desk.post.hide')}
          </MenuItem>
          <MenuItem id={aside} className="menu__item">
            {t('asides.menu')}
          </MenuItem>
          <MenuItem id={watch} className="menu__item">
            {t('watch.menu')}
          </MenuItem>
          <MenuItem id={judge} className="menu__item">
            {t('judge.open')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
