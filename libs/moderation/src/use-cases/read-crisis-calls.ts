import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { type Actor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import { crisisWaitsSince } from '../domain/crisis-calls';
import { type CrisisCallRecord, CrisisCalls } from '../storage/crisis-calls';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';

/** What somebody is called for now. */
@Injectable()
export class ReadCrisisCalls {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(CrisisCalls) private readonly calls: CrisisCalls,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The crises that nobody has in hand and that this person is called for. Null for who does not read along. */
  async calledFor(actor: Actor, organisationId: Id): Promise<ReviewItemRecord[] | null> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return null;
    const now = this.clock.now();
    return this.work.as(actor, async (transaction) => {
      const ids = await this.calls.unclaimedIn(transaction, organisationId, now);
      if (ids.length === 0) return [];
      const calls = await this.calls.ofItems(transaction, ids);
      const items = await this.items.items(transaction, ids);
      return items.filter((item) =>
        calls.some(
          (call) =>
            call.reviewItemId === item.id &&
            isOpenCall(call, item, now) &&
            (call.step === 'SUPERVISORS' ? staff.role === 'SUPERVISOR' : call.staffId === staff.staffId),
        ),
      );
    });
  }
}

/** Whether a call is about the present waiting of its item. */
export function isOpenCall(call: CrisisCallRecord, item: ReviewItemRecord, now: Date): boolean {
  return crisisWaitsSince(item, now)?.getTime() === call.waitingSince.getTime();
}
