import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Clock, isId } from '@kring/kernel';
import { CLOCK, system, type Timer, Timers, UnitOfWork } from '@kring/platform';
import { Asides } from '../storage/asides';
import { EraseAsides } from '../use-cases/erase-asides';

const eraseTimer = 'erase-asides';

/** Has every organisation forget each night what was said in asides that ended long ago, each apart. */
@Injectable()
export class ForgetAsides implements Timer, OnModuleInit {
  readonly name = 'forget-asides';
  readonly cron = '37 2 * * *';

  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(EraseAsides) private readonly erase: EraseAsides,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timers.register(this);
    this.timers.register({
      name: eraseTimer,
      run: async ({ organisationId }) => {
        if (!organisationId || !isId(organisationId)) throw new Error('asides are erased in an organisation');
        await this.erase.run(organisationId);
      },
    });
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.work.as(system(this.name, null), async (transaction) => {
      for (const organisationId of await this.asides.organisations(transaction))
        await this.timers.set(transaction, eraseTimer, organisationId, now, { organisationId });
    });
  }
}
