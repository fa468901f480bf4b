import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { Duties, OrganisationsReader } from '@kring/organisations';
import { CLOCK, type Transaction } from '@kring/platform';
import { type Budget, shiftBegan, type Spent, spentOf } from '../domain/budget';
import { type ColleagueAskRecord, ColleagueAsks } from '../storage/colleague-asks';
import { Exposures } from '../storage/exposures';
import { type ReadingChoice, ReadingChoices } from '../storage/reading-choices';

export interface Care {
  readonly organisationId: Id;
  readonly staffId: Id;
  readonly choice: ReadingChoice;
  readonly budget: Budget;
  readonly spent: Spent;
  readonly asks: readonly ColleagueAskRecord[];
}

/** What one moderator sees of how they are looked after: what their shift asked of them, how they read, who asks for them. */
@Injectable()
export class ReadCare {
  constructor(
    @Inject(Exposures) private readonly exposures: Exposures,
    @Inject(ReadingChoices) private readonly choices: ReadingChoices,
    @Inject(ColleagueAsks) private readonly asks: ColleagueAsks,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(transaction: Transaction, organisationId: Id, staffId: Id): Promise<Care> {
    const [choice, budget, since, asks] = await Promise.all([
      this.choices.choice(transaction, organisationId, staffId),
      this.exposures.budget(transaction, organisationId),
      this.shift(transaction, organisationId, staffId),
      this.asks.open(transaction, organisationId, staffId),
    ]);
    const read = await this.exposures.inShift(transaction, organisationId, staffId, since);
    return { organisationId, staffId, choice, budget, spent: spentOf(read, budget), asks };
  }

  /** When the shift began that what this person reads now counts for. */
  async shift(transaction: Transaction, organisationId: Id, staffId: Id): Promise<Date> {
    const now = this.clock.now();
    const current = await this.duties.current(transaction, [organisationId], now);
    const { timeZone } = await this.organisations.staffedHours(transaction, organisationId);
    return shiftBegan(current.find((duty) => duty.staffId === staffId)?.startedAt ?? null, now, timeZone);
  }
}
