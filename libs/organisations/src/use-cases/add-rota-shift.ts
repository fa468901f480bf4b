import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, CLOCK, leadOf, newId, once, type Transaction, UnitOfWork } from '@kring/platform';
import { rotaHoursLimit } from '../domain/limits';
import { readRotaShift, type RotaShiftInput, type RotaShiftWish } from '../domain/rota';
import { StaffReader } from '../storage/organisations-reader';
import { Rota, type RotaShiftRecord } from '../storage/rota';

/** An organiser or a supervisor plans who reads along when, for some groups or for all. */
@Injectable()
export class AddRotaShift {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Rota) private readonly rota: Rota,
    @Inject(StaffReader) private readonly staff: StaffReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    actor: AccountActor,
    input: RotaShiftInput & { readonly clientKey: string; readonly organisationId: Id },
  ): Promise<Result<RotaShiftRecord, Problem>> {
    const { organisationId } = input;
    const lead = leadOf(actor, organisationId);
    if (!lead) return fail(problem('NOT_ALLOWED'));
    const wish = readRotaShift(input);
    if (!wish.ok) return wish;
    return this.work.as(actor, async (transaction): Promise<Result<RotaShiftRecord, Problem>> => {
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'addRotaShift', clientKey: input.clientKey, input },
        async () => {
          const fits = await this.fits(transaction, organisationId, wish.value);
          if (!fits.ok) return fits;
          const at = this.clock.now();
          const id = newId(at);
          await this.rota.add(
            transaction,
            { organisationId, id, createdBy: lead.staffId, createdAt: at },
            { ...wish.value },
          );
          await this.audit.record(transaction, organisationId, 'rota.shift-added', {
            shift: id,
            staff: wish.value.staffIds.join(' '),
            groups: wish.value.groupIds.join(' '),
          });
          return ok({ id });
        },
      );
      if (!made.ok) return made;
      const id = made.value.id ?? '';
      const shift = await this.rota.shift(transaction, id);
      // It was made for this client key before, and was taken off since.
      return ok(shift ?? { organisationId, id, ...wish.value, ...wish.value.hours });
    });
  }

  private async fits(
    transaction: Transaction,
    organisationId: Id,
    wish: RotaShiftWish,
  ): Promise<Result<true, Problem>> {
    const serving = await this.staff.serving(transaction, [organisationId]);
    const reads = new Set(serving.filter(({ role }) => role !== 'ORGANISER').map(({ id }) => id));
    const nobody = wish.staffIds.findIndex((id) => !reads.has(id));
    if (nobody >= 0) return fail(invalid(`staffIds.${nobody}`, 'unknown'));
    const groups = await this.rota.knowsGroups(transaction, organisationId, wish.groupIds);
    if (!groups.ok) return groups;
    const rows =
      (await this.rota.countHours(transaction, organisationId, this.clock.now())) + Math.max(1, wish.groupIds.length);
    return rows > rotaHoursLimit ? fail(invalid('organisationId', 'too_many', { most: rotaHoursLimit })) : ok(true);
  }
}
