import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { SteerMember } from '@kring/groups';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { type Actor, CLOCK, moderatorOf, Outbox, type Transaction, UnitOfWork } from '@kring/platform';
import { type PostRecord, StoriesReader } from '@kring/stories';
import { concernOfWaiting } from '../domain/concern';
import { type Deed, isUndoable, measuresWithout, ruleOf, settingsWithout } from '../domain/interventions';
import { reasonLimit } from '../domain/limits';
import { heldByAnother } from '../domain/review-item';
import { interventionUndone } from '../events';
import { Climates } from '../storage/climates';
import { Interventions } from '../storage/interventions';
import type { InterventionRecord, ReviewItemRecord, ThreadPlace } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { Statements } from '../storage/statements';
import { AnnounceReviewItem } from './announce-review-item';
import { CarryOut } from './carry-out';
import type { Steered } from './intervene';
import { RaiseReviewItem } from './raise-review-item';

/** Takes an intervention back, once: what it set falls back to what still stands, a post goes back to where it was. */
@Injectable()
export class UndoIntervention {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(Statements) private readonly statements: Statements,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(CarryOut) private readonly carryOut: CarryOut,
    @Inject(SteerMember) private readonly members: SteerMember,
    @Inject(RaiseReviewItem) private readonly raise: RaiseReviewItem,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, interventionId: Id, why: string): Promise<Result<Steered, Problem>> {
    const reason = readText(why, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    return this.work.as(actor, async (transaction): Promise<Result<Steered, Problem>> => {
      const found = await this.interventions.intervention(transaction, interventionId);
      const staff = found && moderatorOf(actor, found.organisationId);
      if (!staff) return fail(notFound);
      const undone = await this.within(transaction, found, staff.staffId, reason.value);
      return undone.ok ? undone : UnitOfWork.rollBack(undone);
    });
  }

  /**
   * The same in somebody's own transaction. On a second look another person decides otherwise, whoever has the thread in hand:
   * a post is seen wherever it was before, a member who was removed is inside again.
   */
  async within(
    transaction: Transaction,
    done: InterventionRecord,
    staffId: Id,
    reason: string,
    isSecondLook = false,
  ): Promise<Result<Steered, Problem>> {
    const now = this.clock.now();
    const { organisationId, groupId, id } = done;
    // A post may have moved to another thread since; what happens to it happens there.
    const before = done.postId === null ? null : await this.stories.post(transaction, done.postId);
    const threadId = before?.threadId ?? done.threadId;
    await this.climates.lock(transaction, organisationId, threadId, now);
    const item = await this.items.lockUnresolved(transaction, organisationId, threadId);
    const held = item && heldByAnother(item, staffId, now);
    if (held && !isSecondLook) return fail(held);
    if (!isUndoable(done, now, isSecondLook)) return fail(problem('STALE'));
    if (
      !(await this.interventions.undo(transaction, { organisationId, interventionId: id, staffId, reason, at: now }))
    ) {
      return fail(problem('STALE'));
    }
    const thread = await this.stories.thread(transaction, threadId);
    const post = done.postId === null ? null : await this.stories.post(transaction, done.postId);
    if (!thread) return fail(notFound);
    if (post && post.threadId !== threadId) return fail(problem('STALE'));
    const remedy = isSecondLook ? ruleOf(done.kind)?.onSecondLook : undefined;
    const deed = remedy ? ok(remedy) : await this.deedFor(transaction, done, post);
    if (!deed.ok) return deed;
    if (deed.value) {
      const carried = await this.carryOut.run(transaction, thread, post, deed.value, { staffId, reason, item });
      if (!carried.ok) return carried;
    }
    await this.statements.takeBack(transaction, organisationId, id, now);
    const waits = deed.value?.do === 'MOVE' && deed.value.to === 'HELD' ? post : null;
    await this.tell(transaction, { organisationId, groupId, threadId }, item, waits, now);
    await this.outbox.add(transaction, organisationId, interventionUndone, { interventionId: id, groupId, threadId });
    await this.audit.record(transaction, organisationId, 'intervention.undone', {
      intervention: id,
      thread: threadId,
      ...(post ? { post: post.id } : {}),
      ...(done.membershipId ? { membership: done.membershipId } : {}),
    });
    return ok({ interventionId: id, threadId });
  }

  private async deedFor(
    transaction: Transaction,
    done: InterventionRecord,
    post: PostRecord | null,
  ): Promise<Result<Deed | null, Problem>> {
    const rule = ruleOf(done.kind);
    if (rule?.sets) {
      const standing = await this.interventions.standing(transaction, done.organisationId, done.threadId);
      return ok({ do: 'SET', change: settingsWithout(done, standing) });
    }
    if (rule?.setsMember && done.membershipId) {
      // What is set on a member from two threads happens in turn, from what stands to what is set.
      const locked = await this.members.lock(transaction, done.membershipId);
      if (!locked.ok) return locked;
      const standing = await this.interventions.standingOnMember(transaction, done.organisationId, done.membershipId);
      return ok({ do: 'MEASURE', change: measuresWithout(done, standing) });
    }
    return rule?.takeBack ? rule.takeBack(done, post) : fail(problem('STALE'));
  }

  /** A post that waits again must not be forgotten: without an open item it gets one. */
  private async tell(
    transaction: Transaction,
    place: ThreadPlace,
    item: ReviewItemRecord | null,
    waits: PostRecord | null,
    now: Date,
  ): Promise<void> {
    if (item) return this.announce.changed(transaction, item);
    if (!waits) return;
    const [assessment] = await this.stories.assessments(transaction, [waits.id]);
    const concern = concernOfWaiting({
      role: waits.authorStaffId === null ? 'member' : 'moderator',
      state: 'HELD',
      assessment: assessment ?? null,
    });
    if (concern) await this.raise.run(transaction, place, concern, now, null);
  }
}
