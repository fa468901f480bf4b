import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import { PromisesReader, PromiseWriter } from '../storage/promises';
import type { PromiseOutcome, PromiseRecord } from '../storage/records';

/** Somebody of the team kept a promise, or let it go. Whoever is on duty may: that is what it was handed over for. */
@Injectable()
export class SettlePromise {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PromisesReader) private readonly reader: PromisesReader,
    @Inject(PromiseWriter) private readonly writer: PromiseWriter,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, promiseId: Id, as: PromiseOutcome): Promise<Result<PromiseRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<PromiseRecord, Problem>> => {
      const promise = await this.reader.promise(transaction, promiseId);
      const staff = promise && moderatorOf(actor, promise.organisationId);
      if (!staff) return fail({ ...notFound, field: 'promiseId' });
      const at = this.clock.now();
      if (!(await this.writer.settle(transaction, promise, as, staff.staffId, at))) return fail(problem('STALE'));
      await this.audit.record(transaction, promise.organisationId, as === 'KEPT' ? 'promise.kept' : 'promise.let-go', {
        promise: promise.id,
      });
      return ok({ ...promise, settledAs: as, settledBy: staff.staffId, settledAt: at });
    });
  }
}
