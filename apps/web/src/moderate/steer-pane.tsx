import { useEffect, useRef } from 'react';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { Note } from '../parts/note';
import { useDeskTimes } from '../staff/desk-times';
import { ClimateSection } from './climate-section';
import { shown, useKeymap } from './desk-keymap';
import type { QueueItem } from './queue-lanes';
import type { InterventionDone } from './send-steering';
import { SteerForm, postsFor } from './steer-form';
import { type StandingKind, type SteerKind, onMember, standing, steerIcon, steerSteps } from './steer-kinds';
import type { Intervention, ReviewItem } from './use-review-item';

/** The action whose form is open, and the post it was asked for at. */
export interface OpenAction {
  readonly kind: SteerKind;
  readonly postId?: string;
}

interface Props {
  item: ReviewItem;
  posts: readonly DeskPostPartsFragment[];
  /** Whether who looks is a supervisor of this organisation. */
  isSupervisor: boolean;
  /** Who else holds the item now. */
  heldBy: QueueItem['claim'];
  action: OpenAction | undefined;
  onOpen: (action: OpenAction | undefined) => void;
  onDone: (done: InterventionDone, kind: SteerKind) => void;
  onUndo: (intervention: Intervention) => void;
  onJudged: () => void;
}

/** The intervention of a kind that still holds, if any. */
export function standingOne(item: ReviewItem, kind: StandingKind): Intervention | undefined {
  return [...(item.thread.interventions ?? [])]
    .filter((one) => one.kind === kind && one.undoneAt === null && one.undoable)
    .sort((a, b) => a.at.localeCompare(b.at))
    .at(-1);
}

/** The right pane: how the thread is going, and what can be done, gentlest first. */
export function SteerPane({ item, posts, isSupervisor, heldBy, action, onOpen, onDone, onUndo, onJudged }: Props) {
  const t = useText();
  const before = useRef(action);
  const heading = useRef<HTMLHeadingElement>(null);
  const cameBack = useRef(false);
  useEffect(() => {
    // Where the form was, its button stands again: the focus goes back there.
    if (before.current && !action) {
      (document.getElementById(`act-${before.current.kind}`) ?? heading.current)?.focus();
      cameBack.current = true;
    }
    before.current = action;
  }, [action]);
  useEffect(() => {
    // What has been done may not be offered any more, and took the focus with it.
    if (!cameBack.current || document.activeElement !== document.body) return;
    cameBack.current = false;
    heading.current?.focus();
  }, [item, posts]);
  return (
    <>
      <ClimateSection item={item} onUndo={onUndo} onJudged={onJudged} />
      {action ? (
        <section>
          <SteerForm
            key={`${item.id}:${action.kind}:${action.postId ?? ''}`}
            kind={action.kind}
            postId={action.postId}
            item={item}
            posts={posts}
            onDone={onDone}
            onCancel={() => onOpen(undefined)}
          />
        </section>
      ) : (
        <section aria-labelledby="steer-heading">
          <h2 id="steer-heading" ref={heading} tabIndex={-1}>
            {t('steer.heading')}
          </h2>
          {heldBy && (
            <div className="steer__note">
              <Note icon="eye">
                <p>{t('steer.theirs', { name: heldBy.by.displayName })}</p>
              </Note>
            </div>
          )}
          {isClosed(item) && (
            <div className="steer__note">
              <Note icon="lock">
                <p>{t('steer.closed')}</p>
              </Note>
            </div>
          )}
          {steerSteps.map(({ title, kinds }) => {
            const offered = kinds.filter((kind) => isOffered(kind, item, posts, isSupervisor));
            if (offered.length === 0) return null;
            return (
              <div key={title}>
                <h3 className="meta">{t(title)}</h3>
                <ul className="acts">
                  {offered.map((kind) => (
                    <Act key={kind} kind={kind} item={item} posts={posts} onOpen={onOpen} onUndo={onUndo} />
                  ))}
                </ul>
              </div>
            );
          })}
        </section>
      )}
    </>
  );
}

const isClosed = (item: ReviewItem): boolean =>
  item.thread.interventions?.some((one) => one.kind === 'CLOSE_THREAD' && one.undoneAt === null) === true;

/** Whether an action can do anything for this item as it stands. */
export function isOffered(
  kind: SteerKind,
  item: ReviewItem,
  posts: readonly DeskPostPartsFragment[],
  isSupervisor: boolean,
): boolean {
  if (kind === 'REMOVE_MEMBER' && !isSupervisor) return false;
  if (onMember.some((one) => one === kind)) return postsFor(kind, posts).length > 0;
  if (kind === 'RELEASE_POST' || kind === 'HIDE_POST' || kind === 'CONTENT_NOTE')
    return postsFor(kind, posts).length > 0;
  if (kind === 'MOVE_POSTS' && postsFor(kind, posts).length < 2) return false;
  return !isClosed(item) || kind === 'GUIDE_NOTE' || kind === 'SPOTLIGHT' || kind === 'OFFER_REFERRAL';
}

interface ActProps {
  kind: SteerKind;
  item: ReviewItem;
  posts: readonly DeskPostPartsFragment[];
  onOpen: (action: OpenAction) => void;
  onUndo: (intervention: Intervention) => void;
}

const isStanding = (kind: SteerKind): kind is StandingKind => standing.some((one) => one === kind);

function Act({ kind, item, posts, onOpen, onUndo }: ActProps) {
  const t = useText();
  const { moments } = useDeskTimes();
  const on = isStanding(kind) ? standingOne(item, kind) : undefined;
  const { replyPolicy } = item.thread;
  const until = on?.endsAt ? t('steer.until', { when: moments.coming(on.endsAt) }) : t('steer.noEnd');
  const words = (): { title: string; hint: string } => {
    switch (kind) {
      case 'GUIDE_NOTE':
        return {
          title: t('steer.GUIDE_NOTE'),
          hint: t(item.turnedAt ? 'steer.GUIDE_NOTE.hint' : 'steer.GUIDE_NOTE.hint.end'),
        };
      case 'RELEASE_POST':
        return {
          title: t('steer.RELEASE_POST'),
          hint: t('steer.RELEASE_POST.hint', { count: postsFor('RELEASE_POST', posts).length }),
        };
      case 'REFRAME_PROMPT':
        return on
          ? { title: t('steer.REFRAME_PROMPT.on'), hint: [on.prompt, until].filter(Boolean).join(' · ') }
          : { title: t('steer.REFRAME_PROMPT'), hint: t('steer.REFRAME_PROMPT.hint') };
      case 'SLOW_MODE':
        return on
          ? {
              title: t('steer.SLOW_MODE.on'),
              hint: [
                t('steer.SLOW_MODE.on.hint', { minutes: on.minutes ?? replyPolicy.slowModeMinutes ?? 0, until }),
                ...(on.slowModeFor === 'HEAVIEST_POSTERS' ? [t('steer.slow.some')] : []),
              ].join(', '),
            }
          : { title: t('steer.SLOW_MODE'), hint: t('steer.SLOW_MODE.hint') };
      case 'HOLD_REPLIES':
        return on
          ? { title: t('steer.HOLD_REPLIES.on'), hint: until }
          : { title: t('steer.HOLD_REPLIES'), hint: t('steer.HOLD_REPLIES.hint') };
      case 'QUIET_HOURS':
        return on?.quietHours
          ? {
              title: t('steer.QUIET_HOURS.on'),
              hint: t('steer.QUIET_HOURS.on.hint', { from: on.quietHours.from, to: on.quietHours.to, until }),
            }
          : { title: t('steer.QUIET_HOURS'), hint: t('steer.QUIET_HOURS.hint') };
      case 'PAUSE_THREAD':
        return on && replyPolicy.reopensAt
          ? {
              title: t('steer.PAUSE_THREAD.on'),
              hint: t('steer.PAUSE_THREAD.on.hint', { when: moments.coming(replyPolicy.reopensAt) }),
            }
          : { title: t('steer.PAUSE_THREAD'), hint: t('steer.PAUSE_THREAD.hint') };
      case 'SPOTLIGHT': {
        const { spotlight } = item.thread;
        const hint = t(spotlight ? `steer.SPOTLIGHT.${spotlight.state}` : 'steer.SPOTLIGHT.hint');
        return { title: t('steer.SPOTLIGHT'), hint };
      }
      case 'CONTENT_NOTE':
      case 'OFFER_REFERRAL':
      case 'MOVE_POSTS':
      case 'HIDE_POST':
      case 'CLOSE_THREAD':
      case 'HOLD_MEMBER':
      case 'PAUSE_MEMBER':
      case 'REMOVE_MEMBER':
        return { title: t(`steer.${kind}`), hint: t(`steer.${kind}.hint`) };
    }
  };
  const { title, hint } = words();
  const { keys } = useKeymap();
  const key = shown(keys, kind);
  return (
    <li className={on ? 'act__li is-on' : 'act__li'}>
      <button type="button" className="act" id={`act-${kind}`} onClick={() => onOpen({ kind })}>
        <Icon name={steerIcon[kind]} size="s" />
        <span>
          {title}
          <small>{hint}</small>
        </span>
        {key && !on && <kbd aria-hidden="true">{key}</kbd>}
      </button>
      {on && (
        <button type="button" className="act__off" onClick={() => onUndo(on)}>
          {t('steer.turnOff')}
        </button>
      )}
    </li>
  );
}
