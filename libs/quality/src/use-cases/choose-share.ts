import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, supervisorOf, UnitOfWork } from '@kring/platform';
import { readPercent } from '../domain/blind-reading';
import { Draws } from '../storage/draws';

/** A supervisor says how many of a hundred decisions are read again. */
@Injectable()
export class ChooseShare {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Draws) private readonly draws: Draws,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, organisationId: Id, percent: number): Promise<Result<number, Problem>> {
    const staff = isId(organisationId) ? supervisorOf(actor, organisationId) : null;
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    const read = readPercent(percent);
    if (!read.ok) return read;
    return this.work.as(actor, async (transaction) => {
      const changed = await this.draws.choose(transaction, organisationId, percent, staff.staffId, this.clock.now());
      if (changed)
        await this.audit.record(transaction, organisationId, 'quality.changed', { percent: String(percent) });
      return ok(percent);
    });
  }
}
