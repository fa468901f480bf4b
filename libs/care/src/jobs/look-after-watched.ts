import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Clock, isId } from '@kring/kernel';
import { CLOCK, system, type Timer, Timers, UnitOfWork } from '@kring/platform';
import { Watches } from '../storage/watches';
import { LookAfter } from '../use-cases/look-after';

const lookTimer = 'look-after';

/** Each hour, every organisation apart: who went quiet, and which notes are over. */
@Injectable()
export class LookAfterWatched implements Timer, OnModuleInit {
  readonly name = 'look-after-watched';
  readonly cron = '23 * * * *';

  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(LookAfter) private readonly look: LookAfter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timers.register(this);
    this.timers.register({
      name: lookTimer,
      run: async ({ organisationId }) => {
        if (!organisationId || !isId(organisationId)) throw new Error('people are looked after in an organisation');
        await this.look.run(organisationId);
      },
    });
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.work.as(system(this.name, null), async (transaction) => {
      for (const organisationId of await this.watches.organisations(transaction))
        await this.timers.set(transaction, lookTimer, organisationId, now, { organisationId });
    });
  }
}
