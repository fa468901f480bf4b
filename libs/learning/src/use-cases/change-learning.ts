import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, invalid, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, supervisorOf, UnitOfWork } from '@kring/platform';
import { mostAuditPerMille } from '../domain/draw';
import { type LearningChoices, LearningStore } from '../storage/learning-store';

/** A supervisor switches learning on or off and says how many posts chance picks. Off: models are thrown away at once. */
@Injectable()
export class ChangeLearning {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(LearningStore) private readonly store: LearningStore,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, organisationId: Id, choices: LearningChoices): Promise<Result<Id, Problem>> {
    const staff = isId(organisationId) ? supervisorOf(actor, organisationId) : null;
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    const { learns, auditPerMille } = choices;
    if (!Number.isInteger(auditPerMille) || auditPerMille < 0 || auditPerMille > mostAuditPerMille)
      return fail(invalid('auditPerMille', 'out_of_range', { least: 0, most: mostAuditPerMille }));
    return this.work.as(actor, async (transaction) => {
      await this.store.choose(transaction, organisationId, { learns, auditPerMille }, staff.staffId, this.clock.now());
      if (!learns) await this.store.discard(transaction, organisationId);
      await this.audit.record(transaction, organisationId, 'learning.changed', {
        learns: String(learns),
        auditPerMille: String(auditPerMille),
      });
      return ok(organisationId);
    });
  }
}
