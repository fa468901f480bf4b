import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { type Actor, CLOCK, supervisorOf, UnitOfWork } from '@kring/platform';
import { reasonLimit } from '../domain/limits';
import { liveClaim } from '../domain/review-item';
import { ReviewItems } from '../storage/review-items';
import { PassOnItem } from './pass-on-item';

/** A supervisor frees what a colleague has in hand, and says why. */
@Injectable()
export class BreakClaim {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(PassOnItem) private readonly passOn: PassOnItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: Id, why: string): Promise<Result<Id, Problem>> {
    const reason = readText(why, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const found = await this.items.item(transaction, id);
      const staff = found && supervisorOf(actor, found.organisationId);
      const item = staff && (await this.items.lock(transaction, found.organisationId, found.id));
      if (!item) return fail(notFound);
      const claim = liveClaim(item, this.clock.now());
      if (!claim) return fail(problem('STALE'));
      if (!(await this.passOn.free(transaction, item, claim.staffId))) return fail(problem('STALE'));
      const told = { kind: 'BROKEN', staffId: staff.staffId, toStaffId: claim.staffId, text: reason.value } as const;
      await this.passOn.note(transaction, item, told);
      await this.audit.record(transaction, item.organisationId, 'review-item.claim-broken', {
        reviewItem: item.id,
        thread: item.threadId,
        of: claim.staffId,
      });
      return ok(item.id);
    });
  }
}
