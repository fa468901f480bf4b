import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, Outbox, supervisorOf, UnitOfWork } from '@kring/platform';
import { blindReadingChanged } from '../events';
import { BlindReadings } from '../storage/blind-readings';
import type { BlindReadingRecord } from '../storage/records';

/** A supervisor marks that two decisions about the same conversation were talked about. */
@Injectable()
export class TalkAbout {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(BlindReadings) private readonly readings: BlindReadings,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Marked before: nothing changes. */
  run(actor: AccountActor, id: Id): Promise<Result<BlindReadingRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<BlindReadingRecord, Problem>> => {
      const reading = await this.readings.reading(transaction, id);
      const staff = reading?.state === 'GIVEN' ? supervisorOf(actor, reading.organisationId) : null;
      if (!reading || !staff) return fail(notFound);
      if (await this.readings.talk(transaction, reading, staff.staffId, this.clock.now())) {
        await this.outbox.add(transaction, reading.organisationId, blindReadingChanged, { readingId: id });
        await this.audit.record(transaction, reading.organisationId, 'blind-reading.talked-about', {
          blindReading: reading.id,
        });
      }
      const now = await this.readings.reading(transaction, id);
      return now ? ok(now) : fail(notFound);
    });
  }
}
