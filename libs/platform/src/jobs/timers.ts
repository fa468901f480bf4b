import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import PgBoss from 'pg-boss';
import type { Id } from '@kring/kernel';
import type { Transaction } from '../database/unit-of-work';
import { Metrics } from '../metrics/metrics';
import { SETTINGS, type Settings } from '../settings/settings';
import { PatientDatabase } from './patient-database';

/** The database schema that pg-boss keeps its own tables in. */
export const timerSchema = 'pgboss';

/** Something to do at a moment, or again and again. Its data are ids. */
export interface Timer {
  readonly name: string;
  /** For work that comes back: minutes, hours, days in cron's notation. */
  readonly cron?: string;
  /** How many that are due are run together; one after the other when absent. */
  readonly together?: number;
  run(data: Readonly<Record<string, string>>): Promise<void>;
}

/** Timers and schedules on pg-boss. A timer is set in the transaction that wants it, so it exists exactly when that commits. */
@Injectable()
export class Timers implements OnApplicationShutdown {
  private readonly logger = new Logger('timers');
  private readonly timers = new Map<string, Timer>();
  /** Never started: it only writes jobs, through the transaction it is given. */
  private readonly sender: PgBoss;
  private boss: PgBoss | null = null;
  private database: PatientDatabase | null = null;
  private stopped = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'DATABASE_SERVICE_URL'>,
    @Inject(Metrics) private readonly metrics: Metrics = new Metrics(),
  ) {
    this.sender = new PgBoss({
      connectionString: settings.DATABASE_SERVICE_URL,
      schema: timerSchema,
      supervise: false,
      schedule: false,
    });
  }

  /** The names of all timers; their queues are made by the migrations. */
  names(): string[] {
    return [...this.timers.keys()];
  }

  register(timer: Timer): void {
    if (this.timers.has(timer.name)) throw new Error(`two timers are called ${timer.name}`);
    this.timers.set(timer.name, timer);
  }

  /** Sets a timer. `key` makes it one of a kind: setting it again while it waits changes nothing. */
  async set(
    transaction: Transaction,
    name: string,
    key: Id,
    at: Date,
    data: Readonly<Record<string, string>>,
  ): Promise<void> {
    const inTransaction = {
      executeSql: async (sql: string, values: unknown[]) => ({ rows: await transaction.rows(sql, values) }),
    };
    await this.sender.send(name, data, {
      startAfter: at,
      singletonKey: key,
      retryLimit: 5,
      retryBackoff: true,
      db: inTransaction,
    });
  }

  /** Starts running what is due. Only worker processes do. */
  async start(): Promise<void> {
    const stumbled = (error: Error): void => {
      if (!this.stopped) this.logger.error({ error: error.name }, 'timers stumbled');
    };
    this.database = new PatientDatabase(this.settings.DATABASE_SERVICE_URL, 3, stumbled);
    const boss = new PgBoss({ db: this.database, schema: timerSchema, migrate: false });
    boss.on('error', stumbled);
    await boss.start();
    this.boss = boss;
    for (const timer of this.timers.values()) {
      const options = { pollingIntervalSeconds: 2, batchSize: timer.together ?? 1 };
      await boss.work<Record<string, string>>(timer.name, options, async (jobs) => {
        await Promise.all(jobs.map((job) => this.runOne(timer, job.data ?? {})));
      });
      if (timer.cron) await boss.schedule(timer.name, timer.cron, {}, { tz: 'Europe/Brussels' });
    }
  }

  private async runOne(timer: Timer, data: Readonly<Record<string, string>>): Promise<void> {
    const labels = { timer: timer.name };
    try {
      await timer.run(data);
    } catch (error) {
      this.metrics.count('kring_timer_runs_total', { ...labels, outcome: 'failed' });
      this.logger.error(
        { timer: timer.name, error: error instanceof Error ? error.name : 'unknown' },
        'a timer failed',
      );
      throw error;
    }
    this.metrics.count('kring_timer_runs_total', { ...labels, outcome: 'ok' });
    this.metrics.set('kring_timer_last_success_timestamp_seconds', labels, Math.round(Date.now() / 1000));
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.database?.giveUp();
    await this.boss?.stop({ graceful: true, timeout: 5000, wait: true });
    await this.database?.close();
  }
}

/** Makes pg-boss's tables and the queues of all timers; run by the migrations' role, for the service may not. */
export async function prepareTimers(ownerUrl: string, names: readonly string[]): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: timerSchema,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', () => undefined);
  await boss.start();
  for (const name of names) await boss.createQueue(name, { name, policy: 'standard' });
  await boss.stop({ graceful: false, wait: true });
}
