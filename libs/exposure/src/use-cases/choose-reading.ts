import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, CLOCK, moderatorOf, Outbox, supervisorOf, UnitOfWork } from '@kring/platform';
import { type Budget, mostInBudget } from '../domain/budget';
import { careChanged } from '../events';
import { Exposures } from '../storage/exposures';
import { type ReadingChoice, ReadingChoices } from '../storage/reading-choices';
import { type Care, ReadCare } from './read-care';

/** How a moderator wants to read. Nobody else learns of it, and so it is in no record either. */
@Injectable()
export class ChooseReading {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReadingChoices) private readonly choices: ReadingChoices,
    @Inject(ReadCare) private readonly read: ReadCare,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async run(actor: AccountActor, organisationId: Id, to: ReadingChoice): Promise<Result<Care, Problem>> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return fail(problem('NOT_ALLOWED'));
    return this.work.as(actor, async (transaction) => {
      const avoids = [...new Set(to.avoids)].sort();
      await this.choices.choose(transaction, organisationId, staff.staffId, { covers: to.covers, avoids });
      await this.outbox.add(transaction, organisationId, careChanged, { staffId: staff.staffId, otherId: null });
      return ok(await this.read.run(transaction, organisationId, staff.staffId));
    });
  }
}

/** How much one shift asks of one person at most, for a whole organisation; supervisors. */
@Injectable()
export class SetExposureBudget {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Exposures) private readonly exposures: Exposures,
    @Inject(ReadCare) private readonly read: ReadCare,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, organisationId: Id, to: Budget): Promise<Result<Care, Problem>> {
    const staff = supervisorOf(actor, organisationId);
    if (!staff) return fail(problem('NOT_ALLOWED'));
    for (const field of ['severe', 'sameTheme'] as const) {
      const isSane = Number.isInteger(to[field]) && to[field] >= 1 && to[field] <= mostInBudget;
      if (!isSane) return fail(invalid(field, 'out_of_range', { least: 1, most: mostInBudget }));
    }
    return this.work.as(actor, async (transaction) => {
      const changed = await this.exposures.setBudget(transaction, organisationId, staff.staffId, to, this.clock.now());
      if (changed) await this.audit.record(transaction, organisationId, 'exposure-budget.set', {});
      return ok(await this.read.run(transaction, organisationId, staff.staffId));
    });
  }
}
