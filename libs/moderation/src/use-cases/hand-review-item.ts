import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import {
  type Clock,
  fail,
  type Id,
  invalid,
  notFound,
  ok,
  problem,
  type Problem,
  readText,
  type Result,
} from '@kring/kernel';
import { type Actor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import { handoverNoteLimit } from '../domain/limits';
import { liveClaim } from '../domain/review-item';
import { ReviewItems } from '../storage/review-items';
import { JudgeOfAppeal } from './judge-of-appeal';
import { PassOnItem } from './pass-on-item';

/** Gives what one has in hand to a colleague on duty, with what they should know. */
@Injectable()
export class HandReviewItem {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(PassOnItem) private readonly passOn: PassOnItem,
    @Inject(JudgeOfAppeal) private readonly judge: JudgeOfAppeal,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    input: { readonly id: Id; readonly staffId: Id; readonly note: string },
  ): Promise<Result<Id, Problem>> {
    const note = readText(input.note, { field: 'note', limit: handoverNoteLimit });
    if (!note.ok) return note;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const found = await this.items.item(transaction, input.id);
      const staff = found && moderatorOf(actor, found.organisationId);
      const item = staff && (await this.items.lock(transaction, found.organisationId, found.id));
      if (!item) return fail(notFound);
      if (liveClaim(item, this.clock.now())?.staffId !== staff.staffId) return fail(problem('NOT_CLAIMED'));
      const { organisationId, groupId } = item;
      const isThere =
        input.staffId !== staff.staffId &&
        (await this.passOn.isThere(transaction, organisationId, input.staffId, [groupId]));
      if (!isThere) return fail(invalid('staffId', 'not_on_duty'));
      if (await this.judge.refusesColleague(transaction, item, input.staffId))
        return fail(invalid('staffId', 'took_part'));
      if (!(await this.passOn.handTo(transaction, item, staff.staffId, input.staffId))) return fail(problem('STALE'));
      const told = { kind: 'HANDED', staffId: staff.staffId, toStaffId: input.staffId, text: note.value } as const;
      await this.passOn.note(transaction, item, told);
      await this.audit.record(transaction, organisationId, 'review-item.handed', {
        reviewItem: item.id,
        thread: item.threadId,
        to: input.staffId,
      });
      return ok(item.id);
    });
  }
}
