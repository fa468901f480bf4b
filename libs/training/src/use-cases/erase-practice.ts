import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, SETTINGS, type Settings, system, UnitOfWork } from '@kring/platform';
import { PracticeRuns } from '../storage/practice-runs';

const day = 86_400_000;

/** Forgets the runs of an organisation that began too long ago, with their steps and comments. */
@Injectable()
export class ErasePractice {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PracticeRuns) private readonly runs: PracticeRuns,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(organisationId: Id): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.settings.KRING_PRACTICE_DAYS * day);
    await this.work.as(system('erase-practice', organisationId), (transaction) =>
      this.runs.erase(transaction, organisationId, before),
    );
  }
}
