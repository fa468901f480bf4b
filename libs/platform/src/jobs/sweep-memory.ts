import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '../database/actor';
import { UnitOfWork } from '../database/unit-of-work';
import { type Timer, Timers } from './timers';

/** How long a client may ask again, and an event may come again. */
const keptDays = 7;

/** Forgets client keys and handled events that nobody will ask for again. */
@Injectable()
export class SweepMemory implements Timer, OnModuleInit {
  readonly name = 'sweep-memory';
  readonly cron = '37 3 * * *';

  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.timers.register(this);
  }

  async run(): Promise<void> {
    await this.work.as(system('sweep', null), async (transaction) => {
      await transaction.run(
        `DELETE FROM client_keys WHERE organisation_id IS NOT NULL AND created_at < now() - make_interval(days => $1)`,
        [keptDays],
      );
      await transaction.run(
        `DELETE FROM handled_events WHERE organisation_id IS NOT NULL AND at < now() - make_interval(days => $1)`,
        [keptDays],
      );
    });
  }
}
