import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { SteerMember } from '@kring/groups';
import { type Clock, fail, type Id, invalid, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import {
  type AccountActor,
  CLOCK,
  moderatorOf,
  newId,
  once,
  Outbox,
  SETTINGS,
  type Settings,
  supervisorOf,
  Timers,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { type PostRecord, SteerThread, StoriesReader, type ThreadRecord } from '@kring/stories';
import { hasUnreadWords } from '../domain/climate';
import {
  alreadySaid,
  type Deed,
  type InterventionRule,
  interventions,
  measuresFrom,
  ruleOf,
  settingsFrom,
  type SteeringKind,
} from '../domain/interventions';
import { heldByAnother } from '../domain/review-item';
import { isAboutMember } from '../domain/statements';
import { interventionDone } from '../events';
import { recheckTimer } from '../recheck-timer';
import { Climates } from '../storage/climates';
import { Interventions } from '../storage/interventions';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { CarryOut } from './carry-out';
import { CompleteAsk } from './complete-ask';
import { GiveReasons } from './give-reasons';
import { type InterventionInput, type ReadAsk, readAsk } from '../domain/read-ask';

/** Where an intervention is found afterwards. */
export interface Steered {
  readonly interventionId: Id;
  readonly threadId: Id;
}

/** The one way to steer a thread: every kind goes through here, and differs only in its row of `interventions`. */
@Injectable()
export class Intervene {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(CompleteAsk) private readonly complete: CompleteAsk,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(SteerThread) private readonly threads: SteerThread,
    @Inject(CarryOut) private readonly carryOut: CarryOut,
    @Inject(SteerMember) private readonly members: SteerMember,
    @Inject(GiveReasons) private readonly reasons: GiveReasons,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_RECHECK_MINUTES'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: InterventionInput): Promise<Result<Steered, Problem>> {
    const now = this.clock.now();
    return this.work.as(actor, async (transaction): Promise<Result<Steered, Problem>> => {
      const post = input.postId === null ? null : await this.stories.post(transaction, input.postId);
      const thread = await this.stories.thread(transaction, post?.threadId ?? input.threadId ?? '');
      const staff = thread && moderatorOf(actor, thread.organisationId);
      if (!staff || (input.postId !== null && !post)) return fail(notFound);
      if (post && input.threadId !== null && post.threadId !== input.threadId)
        return fail(invalid('postId', 'not_in_thread'));
      const needsSupervisor = ruleOf(input.kind)?.needsSupervisor === true;
      if (needsSupervisor && !supervisorOf(actor, thread.organisationId)) return fail(problem('NOT_ALLOWED'));
      const whole = await this.complete.run(transaction, input, thread.organisationId, now);
      if (!whole.ok) return UnitOfWork.rollBack(whole);
      const read = readAsk(whole.value, now);
      if (!read.ok) return UnitOfWork.rollBack(read);
      const steer = () => this.steer(transaction, read.value, thread, post?.id ?? null, staff.staffId, now);
      if (input.clientKey === null) {
        const steered = await steer();
        return steered.ok ? steered : UnitOfWork.rollBack(steered);
      }
      const { clientKey, ...asked } = input;
      const key = {
        organisationId: thread.organisationId,
        who: actor.accountId,
        operation: `intervene-${input.kind}`,
        clientKey,
        input: asked,
      };
      const made = await once(transaction, key, async () => {
        const steered = await steer();
        return steered.ok ? ok({ ...steered.value }) : steered;
      });
      return made.ok ? ok({ interventionId: made.value['interventionId'] ?? '', threadId: thread.id }) : made;
    });
  }

  private async steer(
    transaction: Transaction,
    ask: ReadAsk,
    found: ThreadRecord,
    postId: Id | null,
    staffId: Id,
    now: Date,
  ): Promise<Result<Steered, Problem>> {
    const climate = await this.climates.lock(transaction, found.organisationId, found.id, now);
    const item = await this.items.lockUnresolved(transaction, found.organisationId, found.id);
    const held = item && heldByAnother(item, staffId, now);
    if (held) return fail(held);
    // Read again under the lock: somebody may have steered in between.
    const thread = await this.stories.thread(transaction, found.id);
    const post = postId === null ? null : await this.stories.post(transaction, postId);
    if (!thread || (postId !== null && !post)) return fail(notFound);
    if (post && post.threadId !== thread.id) return fail(problem('STALE'));
    const rule = ruleOf(ask.kind);
    const on = rule?.on;
    const isOnMember = on === 'MEMBER' || (on === 'THREAD_OR_MEMBER' && post !== null);
    const membershipId = isOnMember ? (post?.authorMembershipId ?? null) : null;
    if (isOnMember && membershipId === null) return fail(invalid('postId', 'no_member'));
    if (membershipId && rule?.setsMember) {
      const locked = await this.members.lock(transaction, membershipId);
      if (!locked.ok) return locked;
    }
    const standing = membershipId
      ? await this.interventions.standingOnMember(transaction, thread.organisationId, membershipId)
      : await this.interventions.standing(transaction, thread.organisationId, thread.id);
    const said = alreadySaid({ ...ask, staffId }, standing, now);
    if (said) return ok({ interventionId: said.id, threadId: thread.id });
    const deed = await this.deedFor(transaction, ask, thread, post, now);
    if (!deed.ok) return deed;
    const shows = deed.value.do === 'MOVE' && deed.value.to === 'VISIBLE';
    if (shows && post && hasUnreadWords({ writtenAt: post.editedAt }, climate.readAt)) return fail(problem('STALE'));
    const made = await this.carryOut.run(transaction, thread, post, deed.value, { staffId, reason: ask.reason, item });
    if (!made.ok) return made;

    const id = newId(now);
    const place = { organisationId: thread.organisationId, threadId: thread.id, groupId: thread.groupId };
    await this.interventions.add(transaction, {
      ...place,
      id,
      postId: post?.id ?? made.value.postId,
      kind: ask.kind,
      staffId,
      reason: ask.reason,
      minutes: ask.minutes,
      messageToMembers: ask.messageToMembers,
      postStateBefore: ruleOf(ask.kind)?.on === 'POST' ? (post?.state ?? null) : null,
      terms: { ...ask.terms, ...made.value.terms },
      membershipId,
      promptId: ask.terms.promptId ?? null,
      newThreadId: made.value.threadId,
      climateBefore: climate.climate,
      at: now,
      endsAt: ask.endsAt,
    });
    const given = post ? await this.giveReasons(transaction, ask, post, deed.value, id, now) : ok(true);
    if (!given.ok) return given;
    const { organisationId } = thread;
    // Where posts left, it has been read again already.
    const isReadAnew = made.value.threadId !== null;
    const today = isReadAnew ? await this.climates.lock(transaction, organisationId, thread.id, now) : climate;
    await this.climates.addPoint(transaction, organisationId, {
      ...today,
      at: now,
      postId: null,
      interventionId: id,
    });
    const recheckAt = new Date(now.getTime() + this.settings.KRING_RECHECK_MINUTES * 60_000);
    await this.timers.set(transaction, recheckTimer, id, recheckAt, {
      organisationId: thread.organisationId,
      interventionId: id,
    });
    await this.outbox.add(transaction, thread.organisationId, interventionDone, {
      interventionId: id,
      groupId: thread.groupId,
      threadId: thread.id,
    });
    if (item) await this.announce.changed(transaction, item);
    const about = post?.id ?? made.value.postId;
    await this.audit.record(transaction, thread.organisationId, `intervention.${slug(ask.kind)}`, {
      intervention: id,
      thread: thread.id,
      ...(about ? { post: about } : {}),
      ...(membershipId ? { membership: membershipId } : {}),
    });
    return ok({ interventionId: id, threadId: thread.id });
  }

  /** To whoever it touches: the author of a post, or the member. */
  private async giveReasons(
    transaction: Transaction,
    { kind, charterRule: ground, messageToMembers, endsAt }: ReadAsk,
    post: PostRecord,
    deed: Deed,
    interventionId: Id,
    at: Date,
  ): Promise<Result<true, Problem>> {
    const reasoned = { post, ground, interventionId, at };
    if (deed.do === 'MOVE')
      return this.reasons.run(transaction, { ...reasoned, to: deed.to, message: deed.message, decisionId: null });
    if (!isAboutMember(kind)) return ok(true);
    await this.threads.keepRevision(transaction, post.organisationId, post.id, post.revision);
    return this.reasons.ofMember(transaction, { ...reasoned, kind, message: messageToMembers, endsAt });
  }

  private async deedFor(
    transaction: Transaction,
    ask: ReadAsk,
    thread: ThreadRecord,
    post: PostRecord | null,
    now: Date,
  ): Promise<Result<Deed, Problem>> {
    const rule: InterventionRule = interventions[ask.kind];
    if (thread.closedAt !== null && !rule.whenClosed) return fail(problem('THREAD_CLOSED'));
    if (ask.afterPostId !== null) {
      const after = await this.stories.post(transaction, ask.afterPostId);
      if (after?.threadId !== thread.id) return fail(invalid('afterPostId', 'not_in_thread'));
    }
    if (rule.sets) return ok({ do: 'SET', change: settingsFrom({ ...ask, at: now }) });
    if (rule.setsMember) return ok({ do: 'MEASURE', change: measuresFrom({ ...ask, at: now }) });
    return rule.act ? rule.act(ask, post) : fail(problem('STALE'));
  }
}

function slug(kind: SteeringKind): string {
  return kind.toLowerCase().replaceAll('_', '-');
}
