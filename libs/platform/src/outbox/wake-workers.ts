import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/pool-of';
import { wakeChannel } from './dispatcher';
import { Outbox } from './outbox';

/** In a process without a dispatcher: rings the workers after a commit, outside the user's transaction, at most every 20 ms. */
@Injectable()
export class WakeWorkers implements OnApplicationShutdown {
  private waiting: NodeJS.Timeout | null = null;
  private bell: Subscription | null = null;

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(DataSource) private readonly database: DataSource,
  ) {}

  start(): void {
    this.bell = this.outbox.woken.subscribe(() => {
      this.waiting ??= setTimeout(() => {
        this.waiting = null;
        // A lost ring costs a second at most: workers poll too.
        poolOf(this.database)
          .query('SELECT pg_notify($1, $2)', [wakeChannel, ''])
          .catch(() => undefined);
      }, 20);
    });
  }

  onApplicationShutdown(): void {
    this.bell?.unsubscribe();
    if (this.waiting) clearTimeout(this.waiting);
  }
}
