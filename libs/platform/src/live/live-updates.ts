import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import { ChannelListener } from '../database/channel-listener';
import { isAway } from '../database/is-away';
import type { DomainEvent } from '../outbox/event';
import { liveChannel } from '../outbox/dispatcher';
import { BoundedQueue } from '../limits/bounded-queue';
import { Metrics } from '../metrics/metrics';
import { SETTINGS, type Settings } from '../settings/settings';

const mayWait = 500;

/** News for open screens, from whichever process delivered the event. Carries ids; each reader is checked again. */
@Injectable()
export class LiveUpdates implements OnApplicationShutdown {
  /** Rings when news may have been missed: open sockets are closed then, so that clients connect and read again. */
  readonly gaps = new Subject<void>();
  private readonly events = new Subject<DomainEvent>();
  private readonly logger = new Logger('live');
  private followed = 0;
  /** A post that a thousand screens wait for must leave room for whoever asks for a page. */
  private readonly reads: BoundedQueue;
  private readonly listener: ChannelListener;

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(Metrics) metrics: Metrics = new Metrics()) {
    this.reads = new BoundedQueue(Math.max(1, Math.floor(settings.KRING_POOL_SIZE / 2)), Number.POSITIVE_INFINITY);
    metrics.reads('kring_subscriptions', () => this.followed);
    this.listener = new ChannelListener(settings.DATABASE_SERVICE_URL, liveChannel, {
      heard: (payload) => this.events.next(JSON.parse(payload) as DomainEvent),
      lost: () => this.logger.warn('the live channel is lost; connecting again'),
      back: () => this.gaps.next(),
    });
  }

  start(): Promise<void> {
    return this.listener.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener.stop();
  }

  /**
   * The news that `concerns` a reader, each turned by `read` into what that reader may see now; null is left out. Ends
   * when the reader leaves, or falls too far behind. News that cannot be read because the database is away is a gap. Half
   * of the database connections read news at a time, in the order in which it came; what is `urgent`, for the few who must
   * act, waits for none of that.
   */
  follow<T>(
    concerns: (event: DomainEvent) => boolean,
    read: (event: DomainEvent) => Promise<T | null>,
    options: { readonly urgent?: boolean } = {},
  ): AsyncIterableIterator<T> {
    const { gaps, logger, reads } = this;
    const inTurn = (event: DomainEvent): Promise<T | null> =>
      options.urgent ? read(event) : reads.run(() => (ended ? Promise.resolve(null) : read(event)));
    const waiting: DomainEvent[] = [];
    let ring: (() => void) | null = null;
    let ended = false;
    const end = (): void => {
      if (!ended) this.followed -= 1;
      ended = true;
      subscription.unsubscribe();
      ring?.();
    };
    this.followed += 1;
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
          const seen = await inTurn(event).catch((error: unknown) => {
            if (!isAway(error)) throw error;
            logger.warn('news could not be read; open screens connect again');
            gaps.next();
            return null;
          });
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
}
