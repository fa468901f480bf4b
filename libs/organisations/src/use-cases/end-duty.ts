import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { CLOCK, Outbox, system, Timers, type Transaction, UnitOfWork } from '@kring/platform';
import { isOn } from '../domain/duty';
import { dutyTimer } from '../duty-timer';
import { dutyEnded } from '../events';
import { Duties, type DutyRecord } from '../storage/duties';

/** Ends a duty: signed off by who did it, in the transaction of whoever calls, or run out. */
@Injectable()
export class EndDuty {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async signOff(transaction: Transaction, duty: DutyRecord): Promise<void> {
    await this.duties.end(transaction, duty, this.clock.now(), 'SIGNED_OFF');
    await this.outbox.add(transaction, duty.organisationId, dutyEnded, { dutyId: duty.id });
    await this.audit.record(transaction, duty.organisationId, 'duty.ended', { duty: duty.id });
  }

  /** A duty that nobody ended was over when it ran out. */
  async runOut(transaction: Transaction, duty: DutyRecord): Promise<void> {
    await this.duties.end(transaction, duty, duty.until, 'RAN_OUT');
    await this.outbox.add(transaction, duty.organisationId, dutyEnded, { dutyId: duty.id });
    await this.audit.record(transaction, duty.organisationId, 'duty.ran-out', { duty: duty.id });
  }

  /** Rung by the timer. Harmless when it rings again, or when the duty was prolonged. */
  whenRunOut(organisationId: Id, dutyId: Id): Promise<void> {
    return this.work.as(system('end-duty', organisationId), async (transaction) => {
      const found = await this.duties.duty(transaction, dutyId);
      const duty = found && (await this.duties.lockOpen(transaction, organisationId, found.staffId));
      if (duty?.id !== dutyId) return;
      if (!isOn(duty, this.clock.now())) return this.runOut(transaction, duty);
      return this.timers.set(transaction, dutyTimer, dutyId, duty.until, { organisationId, dutyId });
    });
  }

  /** Sets the timers again where there are none, as in a database that was restored. */
  resume(organisationId: Id): Promise<void> {
    return this.work.as(system('end-duty', organisationId), async (transaction) => {
      for (const { id, until } of await this.duties.open(transaction, organisationId))
        await this.timers.set(transaction, dutyTimer, id, until, { organisationId, dutyId: id });
    });
  }
}
