import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, supervisorOf, UnitOfWork } from '@kring/platform';
import { LearningStore } from '../storage/learning-store';

/** A supervisor throws away what was learned. The next night learns anew, where learning is on. */
@Injectable()
export class DiscardModels {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(LearningStore) private readonly store: LearningStore,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: AccountActor, organisationId: Id): Promise<Result<Id, Problem>> {
    const staff = isId(organisationId) ? supervisorOf(actor, organisationId) : null;
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    return this.work.as(actor, async (transaction) => {
      await this.store.discard(transaction, organisationId);
      await this.audit.record(transaction, organisationId, 'learning.discarded', {});
      return ok(organisationId);
    });
  }
}
