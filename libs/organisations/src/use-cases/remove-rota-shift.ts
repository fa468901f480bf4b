import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, leadOf, UnitOfWork } from '@kring/platform';
import { Rota, type RotaShiftRecord } from '../storage/rota';

/** Takes a shift off the rota. Who is on duty already stays so. */
@Injectable()
export class RemoveRotaShift {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Rota) private readonly rota: Rota,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: AccountActor, id: Id): Promise<Result<RotaShiftRecord, Problem>> {
    if (!isId(id)) return fail({ ...notFound, field: 'id' });
    return this.work.as(actor, async (transaction): Promise<Result<RotaShiftRecord, Problem>> => {
      const shift = await this.rota.shift(transaction, id);
      if (!shift || !leadOf(actor, shift.organisationId)) return fail({ ...notFound, field: 'id' });
      if (!(await this.rota.remove(transaction, shift.organisationId, id))) return fail({ ...notFound, field: 'id' });
      await this.audit.record(transaction, shift.organisationId, 'rota.shift-removed', {
        shift: id,
        staff: shift.staffIds.join(' '),
      });
      return ok(shift);
    });
  }
}
