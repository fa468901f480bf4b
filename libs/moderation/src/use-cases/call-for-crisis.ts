import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import type { Clock, Id } from '@kring/kernel';
import { OnCall, StaffReader } from '@kring/organisations';
import { CLOCK, system, type Transaction, UnitOfWork } from '@kring/platform';
import { type CrisisStep, crisisWaitsSince, stepsToTake } from '../domain/crisis-calls';
import { CrisisCalls } from '../storage/crisis-calls';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { WatchCrisis } from './watch-crisis';

/** A timer may ring this much before the clock of the service says that it is time: milliseconds. */
const early = 2_000;

/** Calls the supervisors, then whoever is on call, for a crisis that nobody takes. Each step is taken once. */
@Injectable()
export class CallForCrisis {
  private readonly logger = new Logger('crises');

  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(CrisisCalls) private readonly calls: CrisisCalls,
    @Inject(StaffReader) private readonly staff: StaffReader,
    @Inject(OnCall) private readonly onCall: OnCall,
    @Inject(WatchCrisis) private readonly watch: WatchCrisis,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks at every crisis that nobody has in hand; one that cannot be looked at keeps no other from being. */
  async all(): Promise<void> {
    const now = this.clock.now();
    const waiting = await this.work.as(system('watch', null), (transaction) => this.calls.unclaimed(transaction, now));
    let failed = 0;
    for (const { organisationId, id } of waiting) {
      await this.run(organisationId, id).catch((error: unknown) => {
        failed += 1;
        const name = error instanceof Error ? error.name : 'unknown';
        this.logger.error({ item: id, error: name }, 'nobody could be called for a crisis');
      });
    }
    if (failed > 0) throw new Error('nobody could be called for some crises');
  }

  /** Harmless when it is run again, or too early. */
  run(organisationId: Id, itemId: Id): Promise<void> {
    return this.work.as(system('call-for-crisis', organisationId), async (transaction) => {
      const item = await this.items.lock(transaction, organisationId, itemId);
      const now = this.clock.now();
      const since = item && crisisWaitsSince(item, now);
      if (!since) return;
      const before = await this.calls.ofItems(transaction, [itemId]);
      const taken = before
        .filter(({ waitingSince }) => waitingSince.getTime() === since.getTime())
        .map(({ step }) => step);
      const steps = stepsToTake(since, this.watch.patience(), taken, new Date(now.getTime() + early));
      for (const step of steps) await this.take(transaction, item, step, since, now);
    });
  }

  private async take(
    transaction: Transaction,
    item: ReviewItemRecord,
    step: CrisisStep,
    since: Date,
    now: Date,
  ): Promise<void> {
    const { organisationId, id } = item;
    const onCall = step === 'ON_CALL' ? await this.onCall.staffId(transaction, organisationId) : null;
    const call = { organisationId, reviewItemId: id, waitingSince: since, step, staffId: onCall, at: now };
    if (!(await this.calls.add(transaction, call))) return;
    await this.announce.refreshed(transaction, item);
    const called = step === 'ON_CALL' ? (onCall ? [onCall] : []) : await this.supervisors(transaction, organisationId);
    await this.audit.record(transaction, organisationId, 'review-item.called', {
      reviewItem: id,
      thread: item.threadId,
      step,
      called: called.join(' '),
    });
  }

  private async supervisors(transaction: Transaction, organisationId: Id): Promise<Id[]> {
    const serving = await this.staff.serving(transaction, [organisationId]);
    return serving.filter(({ role }) => role === 'SUPERVISOR').map(({ id }) => id);
  }
}
