import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, isId, notFound, ok, type Problem, readText, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import type { Climate } from '@kring/safety';
import { StoriesReader, type ThreadRecord } from '@kring/stories';
import { concernOfClimate } from '../domain/concern';
import { reasonLimit } from '../domain/limits';
import { Climates } from '../storage/climates';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { RaiseReviewItem } from './raise-review-item';

export interface JudgeClimateInput {
  readonly threadId: Id;
  readonly climate: Climate;
  readonly reason: string;
}

/**
 * A moderator or supervisor says how a conversation goes. That stands until the thread is read as worse than it was when they
 * said so, or somebody says otherwise; it is kept beside what was said before.
 */
@Injectable()
export class JudgeClimate {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(RaiseReviewItem) private readonly raise: RaiseReviewItem,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: JudgeClimateInput): Promise<Result<ThreadRecord, Problem>> {
    if (!isId(input.threadId)) return fail({ ...notFound, field: 'threadId' });
    const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    return this.work.as(actor, async (transaction): Promise<Result<ThreadRecord, Problem>> => {
      const thread = await this.stories.thread(transaction, input.threadId);
      const staff = thread && moderatorOf(actor, thread.organisationId);
      if (!staff) return fail({ ...notFound, field: 'threadId' });
      const { organisationId, groupId } = thread;
      const at = this.clock.now();
      const before = await this.climates.lock(transaction, organisationId, thread.id, at);
      if (before.climate === input.climate) return ok(thread);
      const judged = {
        ...before,
        climate: input.climate,
        judged: input.climate,
        judgedOver: before.judgedOver ?? before.climate,
      };
      await this.climates.save(transaction, judged);
      await this.climates.judge(transaction, {
        ...{ organisationId, threadId: thread.id, said: before.climate, climate: input.climate },
        staffId: staff.staffId,
        reason: reason.value,
        at,
      });
      await this.climates.addPoint(transaction, organisationId, {
        ...{ threadId: thread.id, at, climate: input.climate, score: before.score, components: before.components },
        postId: null,
        interventionId: null,
      });
      const open = await this.items.lockUnresolved(transaction, organisationId, thread.id);
      const concern = concernOfClimate(input.climate, open ? before.climate : before.settledClimate);
      if (concern)
        await this.raise.run(transaction, { organisationId, groupId, threadId: thread.id }, concern, at, open);
      else if (open) await this.announce.refreshed(transaction, open);
      await this.audit.record(transaction, organisationId, 'climate.judged', {
        thread: thread.id,
        said: before.climate,
        climate: input.climate,
      });
      return ok(thread);
    });
  }
}
