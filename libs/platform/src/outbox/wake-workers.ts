import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/pool-of';
import { wakeChannel } from './dispatcher';
import { Outbox } from './outbox';

/** In a process without a dispatcher: rings the workers after a commit, outside the user's transaction, at most every 20 ms. */
@Injectable()
export class WakeWorkers {
  private waiting = false;

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(DataSource) private readonly database: DataSource,
  ) {}

  start(): void {
    this.outbox.woken.subscribe(() => {
      if (this.waiting) return;
      this.waiting = true;
      setTimeout(() => {
        this.waiting = false;
        // A lost ring costs a second at most: workers poll too.
        poolOf(this.database)
          .query('SELECT pg_notify($1, $2)', [wakeChannel, ''])
          .catch(() => undefined);
      }, 20);
    });
  }
}
