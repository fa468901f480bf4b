import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { useLocation, useSearch } from 'wouter';
import {
  AdmissionRequestsDocument,
  type DeskPostPartsFragment,
  type QueueItemPartsFragment,
} from '../generated/staff-documents';
import { useQuery } from '../graphql/use-query';
import { useText } from '../language/text';
import { useTitle } from '../parts/page';
import { useViewer } from '../session/session-provider';
import { StaffBar } from '../staff/staff-bar';
import { OfflineNote } from '../staff/staff-page';
import type { ChosenOrganisation } from '../staff/use-organisation';
import { CareStrip } from './care-strip';
import { CoversContext } from './covers';
import { Announcer } from './announcer';
import { AsideAlarms } from './aside-alarms';
import { AskedOfMe } from './asked-of-me';
import { DeskDock } from './desk-dock';
import { commandsFor, type DeskCommand } from './desk-keymap';
import { useDeskKeys } from './desk-keys';
import { useDeskPlaces } from './desk-places';
import { DeskSheet, type Sheet } from './desk-sheets';
import { DutyStrip, OnlyMyGroups, useMyDuty } from './duty-strip';
import { ItemPane } from './item-pane';
import { itemAddress } from './queue-entry';
import { type Pane, PaneTabs } from './pane-tabs';
import { QueueFilters } from './queue-filters';
import { avoidedLast, everything, inOrder, liveClaim, neighbour } from './queue-lanes';
import { QueuePane } from './queue-pane';
import { LookedAtAgain } from './looked-at-again';
import { type InterventionDone, sendUndo } from './send-steering';
import { postsFor } from './steer-form';
import { isSteerKind, type SteerKind } from './steer-kinds';
import { isOffered, type OpenAction, SteerPane } from './steer-pane';
import { SidePane, useSide } from './side-pane';
import { type LastAction, UndoStrip, canUndo } from './undo-strip';
import { useAsideDesk, waitingAsides } from './use-aside-desk';
import { useCareDesk, useCountedReading } from './use-care-desk';
import { useWatchDesk } from './use-watch-desk';
import { WatchLane } from './watch-lane';
import { useHeartbeat, useTakeItem } from './use-claim';
import { useQueue } from './use-queue';
import { useQueueView } from './use-saved-views';
import { useReviewItem } from './use-review-item';

/** How long the words about the last action stay in the strip, in milliseconds. */
const STRIP_TIME = 15_000;

/** The post that has the focus, so that a key acts on what somebody looks at. */
const focusedPost = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-post]')?.dataset['post'];

/** The moderators' desk: the queue, one conversation, and the means to steer it. Three panes, or three tabs on a phone. */
export function DeskPage({ chosen, organisationId }: { chosen: ChosenOrganisation; organisationId: string }) {
  const t = useText();
  const client = useClient();
  const viewer = useViewer();
  const [, navigate] = useLocation();
  const current = new URLSearchParams(useSearch()).get('item');
  const { duty } = useMyDuty(organisationId);
  const look = useQueueView(organisationId, duty?.groupIds);
  const { filter } = look;
  const [pane, setPane] = useState<Pane>(current ? 'talk' : 'queue');
  const side = useSide();
  const [sheet, setSheet] = useState<Sheet>();
  const [opened, setOpened] = useState<{ readonly itemId: string; readonly action: OpenAction }>();
  const [last, setLast] = useState<LastAction>();
  const care = useCareDesk(organisationId);
  const avoids = care.desk?.avoids ?? [];
  const queue = useQueue(organisationId, filter, viewer.id);
  const lanes = queue.lanes && avoidedLast(queue.lanes, avoids);
  const { learnMyId, refetch: refetchQueue } = queue;
  const asides = useAsideDesk(organisationId);
  const alarms = (asides.desk?.alarms ?? []).map(({ id, answeredAt }) => `${id}${answeredAt ?? ''}`).join();
  const { state, refetch, setClaim } = useReviewItem(current, `${queue.changes.get(current ?? '') ?? 0}:${alarms}`);
  const [{ data: admissions }] = useQuery({ query: AdmissionRequestsDocument, requestPolicy: 'cache-and-network' });
  const watched = useWatchDesk(organisationId);
  const places = useDeskPlaces(admissions, organisationId, chosen.position?.role, waitingAsides(asides.desk));
  const isSupervisor = chosen.position?.role === 'SUPERVISOR';
  const position = admissions?.viewer?.staffPositions.find((one) => one.organisation.id === organisationId);
  useTitle(t('desk.title'));

  useEffect(() => {
    if (!last) return undefined;
    const timer = setTimeout(() => setLast(undefined), STRIP_TIME);
    return () => clearTimeout(timer);
  }, [last]);

  const say = (words: string, interventionId: string | null = null) => {
    setLast({ words, at: Date.now(), interventionId });
  };
  const showPane = (next: Pane) => {
    setPane(next);
    scrollTo(0, 0);
  };
  const open = (id: string) => {
    navigate(itemAddress(id));
    showPane('talk');
  };
  const onTaken = useCallback(
    (item: QueueItemPartsFragment) => {
      if (item.claim) learnMyId(item.claim.by.id);
      setClaim(item);
      refetchQueue();
    },
    [learnMyId, refetchQueue, setClaim],
  );
  const { take, busy, outcome } = useTakeItem(onTaken);

  const item = state.kind === 'there' ? state.item : undefined;
  const action = opened && opened.itemId === item?.id ? opened.action : undefined;
  const posts = state.kind === 'there' ? state.posts : [];
  const claim = item ? liveClaim(item, new Date()) : null;
  const isMine = claim !== null && queue.myIds.has(claim.by.id);
  useHeartbeat(item && isMine ? item.id : null, take);
  const shownId = item?.id;
  useCountedReading(care, item, posts);
  useEffect(() => {
    // On a phone the line of the queue that was tapped is gone: reading begins at the title.
    if (shownId && document.activeElement === document.body && pane === 'talk') {
      document.getElementById('item-title')?.focus({ preventScroll: true });
    }
  }, [shownId, pane]);

  const openAction = (next: OpenAction | undefined) => {
    setOpened(next && item ? { itemId: item.id, action: next } : undefined);
    if (!next) return;
    side.show('steer');
    showPane('steer');
  };
  const acted = (done: InterventionDone, kind: SteerKind) => {
    say(t(`steer.done.${kind}`), done.intervention.undoable ? done.intervention.id : null);
    openAction(undefined);
    void refetch();
  };
  const undoing = useRef(false);
  const undoLast = async () => {
    if (undoing.current) return;
    if (!canUndo(last, Date.now())) return say(t('desk.keys.nothingToUndo'));
    undoing.current = true;
    const result = await sendUndo(client, last.interventionId, t('steer.undo.at.once'));
    undoing.current = false;
    if (result.kind === 'done') say(t('steer.undone'));
    else say(result.kind === 'problem' ? result.problem.message : t('steer.undo.failed'));
    void refetch();
  };
  const finished = (words: string) => {
    setSheet(undefined);
    say(words);
    void refetch();
    refetchQueue();
    if (sheet?.kind === 'watch') watched.refetch();
    if (sheet?.kind === 'ask') care.refetch();
  };
  const run = (command: DeskCommand, at = focusedPost()) => {
    if (isSteerKind(command)) return item && act(command, at);
    switch (command) {
      case 'OVERVIEW':
        return setSheet({ kind: 'keys' });
      case 'PALETTE':
        return setSheet({ kind: 'palette', postId: at });
      case 'VIEWS':
        return setSheet({ kind: 'views' });
      case 'KEEP_VIEW':
        return setSheet({ kind: 'keepView' });
      case 'UNDO':
        return void undoLast();
      case 'NEXT':
      case 'PREVIOUS': {
        const next = lanes && neighbour(lanes, current, command === 'NEXT' ? 1 : -1);
        return next && open(next.id);
      }
      case 'CLAIM':
        // Also while it is still being read in: who is quick takes it with two keys.
        return current && !isMine ? void take(current) : undefined;
      case 'RESOLVE':
      case 'LET_GO':
        if (!isMine) return item && say(t('desk.keys.takeFirst'));
        return setSheet({ kind: command === 'RESOLVE' ? 'resolve' : 'release' });
      case 'READ_ALONG':
        return item && setSheet({ kind: 'ask', wish: { kind: 'READ_ALONG', itemId: item.id } });
      case 'TALK':
        return setSheet({ kind: 'ask', wish: { kind: 'TALK' } });
      case 'ASIDE':
        return item && asideAt(at);
      case 'GUIDANCE':
      case 'PERSON':
        side.toggle(command === 'GUIDANCE' ? 'guidance' : 'person', at);
        return showPane('steer');
    }
  };
  const act = (kind: SteerKind, at: string | undefined) => {
    if (kind === 'RELEASE_POST' && !posts.some(({ state: one }) => one === 'HELD')) {
      return say(t('desk.keys.nothingHeld'));
    }
    const post = postsFor(kind, posts).find(({ id }) => id === at);
    return openAction(post ? { kind, postId: post.id } : { kind });
  };
  const openAside = ({ id: postId, author }: DeskPostPartsFragment) => {
    if (author && !author.isModerator) setSheet({ kind: 'aside', wish: { postId, name: author.nickname } });
  };
  /** With whoever wrote the post in focus; without one, with the member who wrote last. */
  const asideAt = (at: string | undefined) => {
    const post = posts.find(({ id }) => id === at) ?? postsFor('HOLD_MEMBER', posts).at(-1);
    return post && openAside(post);
  };
  useDeskKeys(sheet === undefined, run);

  return (
    <div className="desk" data-pane={pane}>
      <StaffBar places={places} chosen={chosen} onDuty={duty === undefined ? undefined : duty !== null} />
      <PaneTabs pane={pane} onShow={showPane} />
      <main id="main" className="deskmain" tabIndex={-1}>
        <h1 className="sr">{t('desk.title')}</h1>
        <QueuePane
          queue={{ ...queue, lanes }}
          filter={filter}
          current={current}
          avoids={avoids}
          onShowAll={() => look.change({ ...everything, order: filter.order })}
          onOpen={open}
          below={<WatchLane watches={watched.desk?.watches ?? []} />}
        >
          <OfflineNote />
          <LookedAtAgain organisationId={organisationId} changes={queue.appealChanges} onOpen={open} />
          <AskedOfMe organisationId={organisationId} onOpen={open} />
          <DutyStrip organisationId={organisationId} />
          {care.desk && (
            <CareStrip
              desk={care.desk}
              onLighter={() => look.change({ ...everything, severities: ['AMBER', 'GREEN'] })}
              onTalk={() => setSheet({ kind: 'ask', wish: { kind: 'TALK' } })}
              onChanged={care.refetch}
            />
          )}
          <AsideAlarms alarms={asides.desk?.alarms ?? []} onAnswered={asides.refetch} />
          {look.isOfDuty && <OnlyMyGroups onShowAll={() => look.change(everything)} />}
          <QueueFilters
            filter={filter}
            groups={position?.organisation.groups ?? []}
            views={look.views}
            viewId={look.viewId}
            onChange={look.change}
            onView={look.show}
            onKeep={() => setSheet({ kind: 'keepView' })}
          />
        </QueuePane>
        <section key={`talk:${current}`} className="talk" aria-label={t('desk.pane.talk')} tabIndex={0}>
          <CoversContext
            // Until it is known how somebody reads, nothing grave stands open.
            value={{ isOn: care.desk?.covers !== false, onUncover: () => item && care.noteReading(item.id) }}
          >
            <ItemPane
              state={state}
              isChosen={current !== null}
              onRetry={() => void refetch()}
              onJudged={() => void refetch()}
              onToQueue={() => showPane('queue')}
              onAct={(kind, postId) => openAction({ kind, postId })}
              onAside={openAside}
              onWatch={({ id: postId, author }) => author && setSheet({ kind: 'watch', postId, name: author.nickname })}
              onAlarmAnswered={() => void refetch()}
              lease={{
                myIds: queue.myIds,
                busy,
                outcome,
                onTake: () => item && void take(item.id),
                onRelease: () => setSheet({ kind: 'release' }),
                onResolve: () => setSheet({ kind: 'resolve' }),
                onPassOn: (way) => setSheet({ kind: 'passOn', way }),
                isSupervisor,
              }}
            />
          </CoversContext>
        </section>
        <aside key={`steer:${current}`} className="steer" aria-label={t('desk.steer.region')} tabIndex={0}>
          <SidePane side={side} item={item} posts={posts}>
            {item && (
              <SteerPane
                item={item}
                posts={posts}
                isSupervisor={isSupervisor}
                heldBy={isMine ? null : claim}
                action={action}
                onOpen={openAction}
                onDone={acted}
                onUndo={(intervention) => setSheet({ kind: 'undo', intervention })}
                onJudged={() => void refetch()}
              />
            )}
          </SidePane>
        </aside>
      </main>
      {item && item.state !== 'RESOLVED' && item.mayTake && (
        <DeskDock
          isMine={isMine}
          isTaken={claim !== null && !isMine}
          onTake={() => void take(item.id)}
          onResolve={() => setSheet({ kind: 'resolve' })}
          onAct={(kind) => openAction({ kind })}
          onAll={() => showPane('steer')}
        />
      )}
      <UndoStrip
        last={last}
        onUndo={() => void undoLast()}
        onKeys={() => setSheet({ kind: 'keys' })}
        onPalette={() => setSheet({ kind: 'palette', postId: undefined })}
      />
      <Announcer item={queue.changed} />
      {sheet && (
        <DeskSheet
          sheet={sheet}
          item={item}
          posts={posts}
          items={lanes ? inOrder(lanes) : []}
          places={places}
          commands={commandsFor(
            (kind) => item !== undefined && isOffered(kind, item, posts, isSupervisor),
            item !== undefined,
          )}
          team={watched.desk?.team ?? []}
          colleagues={asides.desk?.colleagues ?? []}
          askable={care.desk?.colleagues ?? []}
          organisationId={organisationId}
          look={{
            ...{ organisationId, filter, isSupervisor, views: look.views, onView: look.show },
            current: look.views.find(({ id }) => id === (look.viewId ?? look.lastViewId)),
            onKept: (views, words, keptId) => {
              look.setViews(views);
              look.show(views.find(({ id }) => id === keptId) ?? null);
              setSheet(undefined);
              say(words);
            },
          }}
          onRun={run}
          onOpen={open}
          onClose={() => setSheet(undefined)}
          onStale={refetch}
          onFinished={finished}
        />
      )}
    </div>
  );
}
