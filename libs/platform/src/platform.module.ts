import { type DynamicModule, Global, Module, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { type Clock, systemClock } from '@kring/kernel';
import { DataSource } from 'typeorm';
import { openServiceDataSource } from './database/data-source';
import { UnitOfWork } from './database/unit-of-work';
import { ErasureLedger } from './erasures/erasure-ledger';
import { KeepErasures } from './erasures/keep-erasures';
import { SweepMemory } from './jobs/sweep-memory';
import { Timers } from './jobs/timers';
import { TryLimits } from './limits/try-limits';
import { DatabaseLooks } from './metrics/database-looks';
import { Metrics } from './metrics/metrics';
import { MetricsListener } from './metrics/metrics-listener';
import { LiveUpdates } from './live/live-updates';
import { Dispatcher } from './outbox/dispatcher';
import { EventHandlers } from './outbox/handlers';
import { Outbox } from './outbox/outbox';
import { WakeWorkers } from './outbox/wake-workers';
import { Secrets } from './secrets/secrets';
import { SETTINGS, type Settings } from './settings/settings';
import { Traces } from './traces/traces';

export const CLOCK = Symbol('clock');

const services = [
  Metrics,
  MetricsListener,
  DatabaseLooks,
  Traces,
  UnitOfWork,
  Secrets,
  TryLimits,
  Outbox,
  EventHandlers,
  Dispatcher,
  WakeWorkers,
  LiveUpdates,
  Timers,
  SweepMemory,
  ErasureLedger,
  KeepErasures,
];

/** Settings, database, access, outbox, timers and live updates for every other library. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  static with(settings: Settings, clock: Clock = systemClock): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: CLOCK, useValue: clock },
        {
          provide: DataSource,
          useFactory: () => openServiceDataSource(settings.DATABASE_SERVICE_URL, settings),
        },
        ...services,
      ],
      exports: [SETTINGS, CLOCK, DataSource, ...services],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
  }
}
