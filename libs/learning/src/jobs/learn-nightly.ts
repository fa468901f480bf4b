import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Clock, isId } from '@kring/kernel';
import { CLOCK, system, type Timer, Timers, UnitOfWork } from '@kring/platform';
import { LearningStore } from '../storage/learning-store';
import { LearnAtHome } from '../use-cases/learn-at-home';

const learnTimer = 'learn-at-home';

/** Has every organisation learn each night, one after the other and apart: what fails in one is tried again there alone. */
@Injectable()
export class LearnNightly implements Timer, OnModuleInit {
  readonly name = 'learn-nightly';
  readonly cron = '7 2 * * *';

  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(LearningStore) private readonly store: LearningStore,
    @Inject(LearnAtHome) private readonly learn: LearnAtHome,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timers.register(this);
    this.timers.register({
      name: learnTimer,
      run: async ({ organisationId }) => {
        if (!organisationId || !isId(organisationId)) throw new Error('learning happens in an organisation');
        await this.learn.run(organisationId);
      },
    });
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.work.as(system(this.name, null), async (transaction) => {
      for (const organisationId of await this.store.organisations(transaction))
        await this.timers.set(transaction, learnTimer, organisationId, now, { organisationId });
    });
  }
}
