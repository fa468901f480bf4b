import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, invalid, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel'; // prettier-ignore
import { type DecisionKind, isThreadDecision } from '@kring/moderation';
import { type AccountActor, CLOCK, moderatorOf, Outbox, type StaffRight, type Transaction, UnitOfWork } from '@kring/platform'; // prettier-ignore
import type { Severity } from '@kring/safety';
import { givable, reasonLimit, takeable, takenUntil } from '../domain/blind-reading';
import { blindReadingChanged } from '../events';
import { BlindReadings } from '../storage/blind-readings';
import { Partakers } from '../storage/partakers';
import type { BlindReadingRecord } from '../storage/records';

export interface GiveInput {
  readonly id: Id;
  readonly decision: DecisionKind;
  readonly severity: Severity;
  readonly reason: string;
}

/** A second person takes a reading, lets it go, or gives what they would have decided. */
@Injectable()
export class ReadAgain {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(BlindReadings) private readonly readings: BlindReadings,
    @Inject(Partakers) private readonly partakers: Partakers,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whoever has it already has it an hour longer. */
  take(actor: AccountActor, id: Id): Promise<Result<BlindReadingRecord, Problem>> {
    return this.change(actor, id, 'taken', async (transaction, reading, { staffId }) => {
      const now = this.clock.now();
      const may = takeable(reading, staffId, now);
      if (!may.ok) return may;
      await this.readings.take(transaction, reading, staffId, takenUntil(now));
      return ok(true);
    });
  }

  letGo(actor: AccountActor, id: Id): Promise<Result<BlindReadingRecord, Problem>> {
    return this.change(actor, id, 'let-go', async (transaction, reading, { staffId }) => {
      const may = givable(reading, staffId, this.clock.now());
      if (!may.ok) return may;
      await this.readings.letGo(transaction, reading);
      return ok(true);
    });
  }

  /** Giving the very same again answers what was given. */
  async give(actor: AccountActor, input: GiveInput): Promise<Result<BlindReadingRecord, Problem>> {
    const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    const { decision: kind, severity } = input;
    if (!isThreadDecision(kind)) return fail(invalid('decision', 'unknown'));
    return this.change(actor, input.id, 'given', async (transaction, reading, { staffId }) => {
      const isSame = reading.kind === kind && reading.severity === severity && reading.reason === reason.value;
      if (reading.state === 'GIVEN' && reading.readerId === staffId && isSame) return ok(false);
      const now = this.clock.now();
      const may = givable(reading, staffId, now);
      if (!may.ok) return may;
      await this.readings.give(transaction, reading, { kind, severity, reason: reason.value }, now);
      return ok(true);
    });
  }

  /** `act` says whether something changed. */
  private change(
    actor: AccountActor,
    id: Id,
    what: string,
    act: (
      transaction: Transaction,
      reading: BlindReadingRecord,
      staff: StaffRight,
    ) => Promise<Result<boolean, Problem>>,
  ): Promise<Result<BlindReadingRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<BlindReadingRecord, Problem>> => {
      const found = await this.readings.reading(transaction, id);
      // What was given cannot be locked by its reader any more, and does not change.
      const reading =
        found?.state === 'GIVEN' ? found : ((await this.readings.lock(transaction, id)) ?? (await this.readings.reading(transaction, id))); // prettier-ignore
      const staff = reading && moderatorOf(actor, reading.organisationId);
      if (!staff) return fail(notFound);
      // Asked again: they may have had to do with it since it was drawn.
      if (reading.state !== 'GIVEN' && (await this.partakers.of(transaction, reading)).includes(staff.staffId))
        return fail(problem('TOOK_PART'));
      const done = await act(transaction, reading, staff);
      if (!done.ok) return done;
      const { organisationId } = reading;
      if (done.value) {
        await this.outbox.add(transaction, organisationId, blindReadingChanged, { readingId: reading.id });
        await this.audit.record(transaction, organisationId, `blind-reading.${what}`, { blindReading: reading.id });
      }
      const now = await this.readings.reading(transaction, id);
      return now ? ok(now) : fail(notFound);
    });
  }
}
