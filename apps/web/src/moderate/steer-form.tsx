import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import type { MessageId } from '../language/catalogue';
import { useText } from '../language/text';
import { Icon } from '../parts/icon';
import { FailureNote, ProblemNote, problemAt } from '../parts/problem-note';
import { blanksIn, stopAtBlank } from '../staff/blanks';
import { InSight } from '../staff/in-sight';
import { useDraft } from '../staff/use-draft';
import { ruleOf } from './rule-choice';
import { ReasonField } from './reason-field';
import { type InterventionDone, type SteerOutcome, sendSteering } from './send-steering';
import { SteerFields } from './steer-fields';
import { type SteerDraft, type SteerKind, endOf, onMember, readyReasons, standing, steerIcon } from './steer-kinds';
import type { ReviewItem } from './use-review-item';

interface Props {
  kind: SteerKind;
  item: ReviewItem;
  posts: readonly DeskPostPartsFragment[];
  /** The post that the action begins with, when it was asked for at a post. */
  postId: string | undefined;
  onDone: (done: InterventionDone, kind: SteerKind) => void;
  onCancel: () => void;
}

/** The posts that an action can be about. */
export function postsFor(kind: SteerKind, posts: readonly DeskPostPartsFragment[]): DeskPostPartsFragment[] {
  if (kind === 'MOVE_POSTS') return posts.filter(({ state }) => state !== 'DELETED');
  const byMembers = posts.filter((post) => post.author?.isModerator !== true);
  if (kind === 'OFFER_REFERRAL' || onMember.some((one) => one === kind))
    return byMembers.filter(({ author }) => author !== null);
  if (kind === 'RELEASE_POST') return byMembers.filter(({ state }) => state === 'HELD' || state === 'RETURNED');
  if (kind === 'HIDE_POST') return byMembers.filter(({ state }) => state !== 'HIDDEN' && state !== 'DELETED');
  if (kind === 'CONTENT_NOTE') return byMembers.filter(({ state }) => state === 'VISIBLE');
  return [];
}

function useSteerDraft({ kind, item, posts, postId }: Props): ReturnType<typeof useDraft<SteerDraft>> {
  const t = useText();
  const messages: Partial<Record<SteerKind, string>> = {
    QUIET_HOURS: t('steer.message.quiet'),
    PAUSE_THREAD: t('steer.message.pause'),
    CLOSE_THREAD: t('steer.message.close'),
    HIDE_POST: t('steer.message.hide'),
    HOLD_MEMBER: t('steer.message.holdMember'),
    PAUSE_MEMBER: t('steer.message.pauseMember'),
    REMOVE_MEMBER: t('steer.message.removeMember'),
    SPOTLIGHT: t('steer.message.spotlight'),
    OFFER_REFERRAL: t('steer.message.offer'),
  };
  const candidates = postsFor(kind, posts);
  const held = candidates.find(({ state }) => state === 'HELD');
  return useDraft<SteerDraft>(`steer:${item.id}:${kind}:${postId ?? ''}`, {
    clientKey: crypto.randomUUID(),
    text: '',
    place: item.turnedAt ? 'turn' : 'end',
    minutes: 10,
    forWhom: 'EVERYONE',
    sparesOpener: false,
    from: '22:00',
    to: '07:00',
    promptId: '',
    ends:
      kind === 'PAUSE_THREAD' || kind === 'PAUSE_MEMBER'
        ? 'tomorrow'
        : kind === 'QUIET_HOURS' || kind === 'REFRAME_PROMPT' || kind === 'OFFER_REFERRAL'
          ? 'none'
          : '3',
    endsAt: '',
    message: messages[kind] ?? '',
    postId: postId ?? held?.id ?? candidates.at(-1)?.id ?? '',
    postIds: postId ? [postId] : [],
    title: '',
    helpline: '',
    forOne: postId !== undefined,
    note: '',
    reason: '',
    rule: '',
  });
}

/** What is still missing, by field. Words of the server come later and win. */
function missing(kind: SteerKind, draft: SteerDraft, end: Date | null | undefined): (keyof SteerDraft)[] {
  const needs: Record<SteerKind, readonly (keyof SteerDraft)[]> = {
    GUIDE_NOTE: ['text'],
    REFRAME_PROMPT: ['promptId'],
    CONTENT_NOTE: ['postId', 'note'],
    RELEASE_POST: ['postId'],
    SLOW_MODE: [],
    HOLD_REPLIES: [],
    QUIET_HOURS: ['from', 'to', 'message'],
    PAUSE_THREAD: ['message'],
    MOVE_POSTS: ['postIds', 'title'],
    HIDE_POST: ['postId', 'message'],
    CLOSE_THREAD: ['message'],
    HOLD_MEMBER: ['postId', 'message'],
    PAUSE_MEMBER: ['postId', 'message'],
    REMOVE_MEMBER: ['postId', 'message'],
    SPOTLIGHT: ['message'],
    OFFER_REFERRAL: ['helpline', 'message'],
  };
  const empty = [...needs[kind], 'reason' as const].filter((field) => !String(draft[field]).trim());
  const open = (['text', 'message'] as const).filter(
    (field) => needs[kind].includes(field) && blanksIn(draft[field]).length > 0,
  );
  const hasEnd =
    standing.some((one) => one === kind) ||
    kind === 'HOLD_MEMBER' ||
    kind === 'PAUSE_MEMBER' ||
    kind === 'OFFER_REFERRAL';
  return [...empty, ...open, ...(hasEnd && end === undefined ? ['endsAt' as const] : [])];
}

function whatLacks(field: keyof SteerDraft, draft: SteerDraft): MessageId {
  if (field === 'endsAt') return 'steer.reopens.past';
  return String(draft[field]).trim() ? 'templates.blank' : 'staff.required';
}

/** One action: what it needs, how members will see it, and why. It stands in the pane, so that the thread stays in sight. */
export function SteerForm(props: Props) {
  const { kind, item, posts, onDone, onCancel } = props;
  const t = useText();
  const client = useClient();
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.scrollIntoView({ block: 'start' });
    // Where no field took the focus, reading begins at the title.
    const hasFocus = title.current?.closest('form')?.contains(document.activeElement);
    if (!hasFocus) title.current?.focus({ preventScroll: true });
  }, []);
  const [kept, setDraft, forget] = useSteerDraft(props);
  const candidates = postsFor(kind, posts);
  // What somebody else released or hid meanwhile is chosen no more: then none is, rather than the first of the list.
  const isThere = candidates.some((post) => post.id === kept.postId);
  const draft = isThere ? kept : { ...kept, postId: '' };
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<SteerOutcome>();
  const problem = outcome?.kind === 'problem' ? outcome.problem : undefined;
  const endsAt = endOf(draft, new Date());
  const lacking = tried ? missing(kind, draft, endsAt) : [];
  const change = (part: Partial<SteerDraft>) => setDraft({ ...draft, ...part });
  const fieldProblem = (field: keyof SteerDraft, ...names: string[]): string | undefined =>
    [field, ...names].map((name) => problemAt(problem, name)).find(Boolean) ??
    (lacking.includes(field) ? t(whatLacks(field, draft)) : undefined);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setOutcome(undefined);
    if (stopAtBlank(event.currentTarget)) return;
    if (missing(kind, draft, endsAt).length > 0) return;
    setBusy(true);
    const charterRule = ruleOf(item.thread.group.charter, draft.rule);
    const target = {
      charterRule,
      threadId: item.thread.id,
      turnedAt: item.turnedAt?.id ?? null,
      endsAt: endsAt ?? null,
    };
    const result = await sendSteering(client, kind, draft, target);
    setBusy(false);
    setOutcome(result);
    // Nothing was made, so the next try is a new one.
    if (result.kind === 'problem') change({ clientKey: crypto.randomUUID() });
    if (result.kind !== 'done') return;
    forget();
    onDone(result.done, kind);
  };

  return (
    <form
      className="steerform stack"
      aria-labelledby={heading}
      noValidate
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <h2 id={heading} ref={title} tabIndex={-1} className="steerform__h">
        <Icon name={steerIcon[kind]} size="s" />
        {t(`steer.${kind}`)}
      </h2>
      <SteerFields
        kind={kind}
        thread={item.thread}
        organisationId={item.thread.group.organisationId}
        draft={draft}
        change={change}
        posts={candidates}
        turn={posts.find(({ id }) => id === item.turnedAt?.id)}
        endsAt={endsAt ?? null}
        charter={item.thread.group.charter}
        problemOf={fieldProblem}
      />
      <ReasonField
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        ready={readyReasons[kind]}
        problem={fieldProblem('reason')}
      />
      {outcome && outcome.kind !== 'done' && (
        <InSight>
          {problem && <ProblemNote problem={problem} />}
          {outcome.kind === 'failed' && <FailureNote offline={outcome.offline} kept />}
        </InSight>
      )}
      <p className="row">
        <button type="submit" className="btn btn--s btn--main" aria-disabled={busy}>
          {busy ? t('steer.onItsWay') : t(`steer.do.${kind}`)}
        </button>
        <button type="button" className="btn btn--s btn--quiet" onClick={onCancel}>
          {t('staff.cancel')}
        </button>
      </p>
    </form>
  );
}
