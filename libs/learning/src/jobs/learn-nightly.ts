import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { system, type Timer, Timers, UnitOfWork } from '@kring/platform';
import { LearnAtHome } from '../use-cases/learn-at-home';

/** Trains every organisation's models each night, one after the other. */
@Injectable()
export class LearnNightly implements Timer, OnModuleInit {
  readonly name = 'learn-nightly';
  readonly cron = '7 2 * * *';

  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(LearnAtHome) private readonly learn: LearnAtHome,
  ) {}

  onModuleInit(): void {
    this.timers.register(this);
  }

  async run(): Promise<void> {
    const organisations = await this.work.as(system('learn-nightly', null), (transaction) =>
      transaction.rows<{ id: Id }>(`SELECT organisation_id AS id FROM organisations WHERE organisation_id IS NOT NULL`),
    );
    for (const { id } of organisations) await this.learn.run(id);
  }
}
