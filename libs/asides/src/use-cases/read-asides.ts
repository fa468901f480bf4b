import { Inject, Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { StaffReader, type StaffRecord } from '@kring/organisations';
import { moderatorOf, type Transaction } from '@kring/platform';
import { AsideAlarms } from '../storage/alarms';
import { Asides } from '../storage/asides';
import { PromisesReader } from '../storage/promises';
import type { AsideAlarmRecord, AsideRecord, AsideRequestRecord, PromiseRecord } from '../storage/records';
import { AsideRequests } from '../storage/requests';

/** What one moderator has to do with asides. */
export interface AsideDesk {
  readonly mine: readonly AsideRecord[];
  /** That others talk, and when; for supervisors, empty for others. */
  readonly others: readonly AsideRecord[];
  readonly requests: readonly AsideRequestRecord[];
  readonly alarms: readonly AsideAlarmRecord[];
  readonly promises: readonly PromiseRecord[];
  /** Whom one may ask to talk with somebody. */
  readonly colleagues: readonly StaffRecord[];
}

@Injectable()
export class ReadAsides {
  constructor(
    @Inject(Asides) private readonly asides: Asides,
    @Inject(AsideRequests) private readonly requests: AsideRequests,
    @Inject(AsideAlarms) private readonly alarms: AsideAlarms,
    @Inject(PromisesReader) private readonly promises: PromisesReader,
    @Inject(StaffReader) private readonly staff: StaffReader,
  ) {}

  /** Null for who is no moderator or supervisor there. */
  async desk(transaction: Transaction, organisationId: Id): Promise<AsideDesk | null> {
    const staff = isId(organisationId) ? moderatorOf(transaction.actor, organisationId) : null;
    if (!staff) return null;
    const { staffId, role } = staff;
    const [mine, others, requests, alarms, promises, serving] = await Promise.all([
      this.asides.ofStaff(transaction, organisationId, staffId, 'own'),
      role === 'SUPERVISOR' ? this.asides.ofStaff(transaction, organisationId, staffId, 'others') : [],
      this.requests.waitingFor(transaction, organisationId, staffId),
      this.alarms.onTheDesk(transaction, organisationId),
      this.promises.open(transaction, organisationId),
      this.staff.serving(transaction, [organisationId]),
    ]);
    const colleagues = serving.filter((one) => one.id !== staffId && one.role !== 'ORGANISER');
    return { mine, others, requests, alarms, promises, colleagues };
  }
}
