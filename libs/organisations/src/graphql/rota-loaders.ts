import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, type StaffedTime } from '@kring/kernel';
import { CLOCK, gathered, keyed, type KringContext, loader, UnitOfWork } from '@kring/platform';
import { defaultStaffedHours } from '../domain/default-hours';
import { type StaffingFacts, staffedTimeOf } from '../domain/staffing';
import { Duties, type DutyRecord } from '../storage/duties';
import { OnCall } from '../storage/on-call';
import { Rota, type RotaShiftRecord } from '../storage/rota';
import { StaffingReader } from '../storage/staffing-reader';

/** Rota, duties and staffing for one request, one query for many organisations. */
@Injectable()
export class RotaLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Rota) private readonly rota: Rota,
    @Inject(Duties) private readonly reader: Duties,
    @Inject(OnCall) private readonly called: OnCall,
    @Inject(StaffingReader) private readonly staffing: StaffingReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  async shifts(context: KringContext, organisationId: Id): Promise<readonly RotaShiftRecord[]> {
    const found = await loader<RotaShiftRecord[]>(context, 'rota shifts', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.rota.shifts(transaction, ids, this.clock.now()), (row) => row.organisationId),
      ),
    ).load(organisationId);
    return found ?? [];
  }

  async duties(context: KringContext, organisationId: Id): Promise<readonly DutyRecord[]> {
    const found = await loader<DutyRecord[]>(context, 'current duties', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.reader.current(transaction, ids, this.clock.now()), (row) => row.organisationId),
      ),
    ).load(organisationId);
    return found ?? [];
  }

  async onCall(context: KringContext, organisationId: Id): Promise<Id | null> {
    const found = await loader<{ staffId: Id }>(context, 'on call', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.called.staffIds(transaction, ids), (row) => row.organisationId),
      ),
    ).load(organisationId);
    return found?.staffId ?? null;
  }

  /** When a group is staffed; for whoever may see the group. */
  async staffedTime(context: KringContext, organisationId: Id, groupId: Id): Promise<StaffedTime> {
    const facts = await loader<StaffingFacts>(context, 'staffing', (ids) =>
      this.work.read(context, (transaction) => this.staffing.facts(transaction, ids, this.clock.now())),
    ).load(organisationId);
    return facts ? staffedTimeOf(facts, groupId, this.clock.now()) : defaultStaffedHours;
  }
}
