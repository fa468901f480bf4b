import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, supervisorOf, UnitOfWork } from '@kring/platform';
import { readRecheckChoice, type RecheckChoice } from '../domain/recheck';
import { RecheckChoices } from '../storage/recheck-choices';

/** A supervisor says when the team looks again at what it did. What was done before is looked at as was chosen then. */
@Injectable()
export class ChangeRecheck {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(RecheckChoices) private readonly choices: RecheckChoices,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, organisationId: Id, wish: RecheckChoice): Promise<Result<RecheckChoice, Problem>> {
    const staff = supervisorOf(actor, organisationId);
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    const choice = readRecheckChoice(wish);
    if (!choice.ok) return choice;
    const { looks, minutes } = choice.value;
    return this.work.as(actor, async (transaction) => {
      const by = { staffId: staff.staffId, at: this.clock.now() };
      const changed = await this.choices.choose(transaction, organisationId, { looks, minutes }, by);
      const subjects = { looks, minutes: String(minutes) };
      if (changed) await this.audit.record(transaction, organisationId, 'recheck.changed', subjects);
      return ok({ looks, minutes });
    });
  }
}
