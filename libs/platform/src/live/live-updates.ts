import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { Subject } from 'rxjs';
import type { DomainEvent } from '../outbox/event';
import { liveChannel } from '../outbox/dispatcher';
import { SETTINGS, type Settings } from '../settings/settings';

const mayWait = 500;

/** News for open screens, from whichever process delivered the event. Carries ids; each reader is checked again. */
@Injectable()
export class LiveUpdates implements OnApplicationShutdown {
  /** Rings when news may have been missed: open sockets are closed then, so that clients connect and read again. */
  readonly gaps = new Subject<void>();
  private readonly events = new Subject<DomainEvent>();
  private readonly logger = new Logger('live');
  private client: Client | null = null;
  private stopped = false;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async start(): Promise<void> {
    const client = new Client({ connectionString: this.settings.DATABASE_SERVICE_URL, keepAlive: true });
    client.on('notification', (notification) =>
      this.events.next(JSON.parse(notification.payload ?? '{}') as DomainEvent),
    );
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${liveChannel}`);
      this.client = client;
    } catch {
      this.lost(client);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  /**
   * The news that `concerns` a reader, each turned by `read` into what that reader may see now; null is left out. Ends
   * when the reader leaves, or falls too far behind.
   */
  follow<T>(
    concerns: (event: DomainEvent) => boolean,
    read: (event: DomainEvent) => Promise<T | null>,
  ): AsyncIterableIterator<T> {
    const waiting: DomainEvent[] = [];
    let ring: (() => void) | null = null;
    let ended = false;
    const end = (): void => {
      ended = true;
      subscription.unsubscribe();
      ring?.();
    };
    const subscription = this.events.subscribe((event) => {
      if (!concerns(event)) return;
      if (waiting.length >= mayWait) end();
      else waiting.push(event);
      ring?.();
    });
    const last: IteratorResult<T> = { done: true, value: undefined };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      async next() {
        while (!ended) {
          const event = waiting.shift();
          if (!event) {
            await new Promise<void>((resume) => (ring = resume));
            ring = null;
            continue;
          }
          const seen = await read(event);
          if (seen !== null && !ended) return { done: false, value: seen };
        }
        return last;
      },
      return() {
        end();
        return Promise.resolve(last);
      },
    };
  }

  private lost(client: Client): void {
    if (this.stopped || (this.client !== null && this.client !== client)) return;
    this.client = null;
    client.removeAllListeners('end');
    void client.end().catch(() => undefined);
    this.logger.warn('the live channel is lost; connecting again');
    setTimeout(() => {
      if (this.stopped) return;
      void this.start().then(() => this.gaps.next());
    }, 500);
  }
}
