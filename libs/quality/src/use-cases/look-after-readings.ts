import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, Outbox, system, UnitOfWork } from '@kring/platform';
import { day, wordsKeptDays } from '../domain/blind-reading';
import { blindReadingChanged } from '../events';
import { BlindReadings } from '../storage/blind-readings';
import { DrawBlindReading } from './draw-blind-reading';

/** Ends second readings that waited too long, erases words that are old enough, and has at least one drawn each week. */
@Injectable()
export class LookAfterReadings {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(BlindReadings) private readonly readings: BlindReadings,
    @Inject(DrawBlindReading) private readonly draw: DrawBlindReading,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(organisationId: Id): Promise<void> {
    await this.work.as(system('look-after-reading', organisationId), async (transaction) => {
      const now = this.clock.now();
      const givenBefore = new Date(now.getTime() - wordsKeptDays * day);
      for (const readingId of await this.readings.endAndForget(transaction, organisationId, now, givenBefore))
        await this.outbox.add(transaction, organisationId, blindReadingChanged, { readingId });
      await this.draw.ofWeek(transaction, organisationId);
    });
  }
}
