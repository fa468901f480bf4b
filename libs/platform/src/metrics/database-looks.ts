import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { system } from '../database/actor';
import { poolOf } from '../database/pool-of';
import { UnitOfWork } from '../database/unit-of-work';
import { Metrics } from './metrics';

/** What the outbox and the pool say of themselves. */
@Injectable()
export class DatabaseLooks implements OnModuleInit {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  onModuleInit(): void {
    const pool = poolOf(this.database);
    this.metrics.readsEach('kring_pool_connections', () => [
      [{ state: 'busy' }, pool.totalCount - pool.idleCount],
      [{ state: 'idle' }, pool.idleCount],
    ]);
    this.metrics.reads('kring_pool_waiting', () => pool.waitingCount);
    this.metrics.looksUp(() => this.outbox());
  }

  private async outbox(): Promise<{
    kring_outbox_waiting: number;
    kring_outbox_oldest_seconds: number;
    kring_outbox_poison: number;
  }> {
    const row = await this.work.as(system('dispatch', null), (transaction) =>
      transaction.row<{ waiting: number; oldest: number; poison: number }>(
        `SELECT count(*) FILTER (WHERE state = 'PENDING')::int AS waiting, count(*) FILTER (WHERE state = 'POISON')::int AS poison,
           coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE state = 'PENDING')), 0)::float8 AS oldest
         FROM outbox WHERE organisation_id IS NOT NULL`,
      ),
    );
    return {
      kring_outbox_waiting: row?.waiting ?? 0,
      kring_outbox_oldest_seconds: Math.max(0, row?.oldest ?? 0),
      kring_outbox_poison: row?.poison ?? 0,
    };
  }
}
