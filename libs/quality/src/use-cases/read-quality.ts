import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, partTold, told } from '@kring/kernel';
import { Appeals, threadDecisions } from '@kring/moderation';
import { CLOCK, type Transaction } from '@kring/platform';
import { day } from '../domain/blind-reading';
import { periods, type QualityFigures, qualityOf } from '../domain/quality';
import { BlindReadings } from '../storage/blind-readings';
import { DrawBlindReading } from './draw-blind-reading';

export interface Quality extends QualityFigures {
  readonly weeks: number;
  readonly groupId: Id | null;
  readonly percent: number;
  /** Appeals that were answered, and of those the decisions taken back; null when too few to tell. */
  readonly answered: number | null;
  readonly overturned: number | null;
}

/** How good decisions are, as far as counts say; for supervisors, and never of one person. */
@Injectable()
export class ReadQuality {
  constructor(
    @Inject(BlindReadings) private readonly readings: BlindReadings,
    @Inject(Appeals) private readonly appeals: Appeals,
    @Inject(DrawBlindReading) private readonly draw: DrawBlindReading,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `weeks`: another number than those offered counts as the longest. */
  async run(transaction: Transaction, organisationId: Id, asked: number, groupId: Id | null): Promise<Quality> {
    const weeks = periods.find((one) => one === asked) ?? periods[2];
    const since = new Date(this.clock.now().getTime() - weeks * 7 * day);
    const counted = await this.readings.pairs(transaction, organisationId, since);
    const { answered, overturned } = await this.appeals.counts(transaction, organisationId, since);
    return {
      ...qualityOf(counted, threadDecisions, groupId),
      ...{ weeks, groupId, percent: await this.draw.percent(transaction, organisationId) },
      ...{ answered: told(answered), overturned: partTold(overturned, answered) },
    };
  }
}
