import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { system } from '../database/actor';
import { ChannelListener } from '../database/channel-listener';
import { isAway } from '../database/is-away';
import { UnitOfWork } from '../database/unit-of-work';
import { Metrics } from '../metrics/metrics';
import { SETTINGS, type Settings } from '../settings/settings';
import { Traces } from '../traces/traces';
import type { DomainEvent } from './event';
import { EventHandlers } from './handlers';
import { Outbox } from './outbox';

/** How long a post can wait for a moderator longer when the process that had it in hand is killed. */
const leaseSeconds = 5;
const batch = 32;
const together = 4;
const poisonAfter = 8;
export const liveChannel = 'kring_live';
export const wakeChannel = 'kring_wake';

interface Claimed {
  organisation_id: string;
  id: string;
  type: string;
  live: boolean;
  payload: Record<string, string | null>;
  attempts: number;
  trace: string | null;
}

/**
 * Delivers the outbox: claims events under a lease, lets each handler act once in a transaction of its own, tells open
 * screens, then forgets the event. A crash at any point means that it is delivered again; `handled_events` makes the
 * second time harmless. An event that keeps failing waits as POISON, where `npm run outbox` shows it.
 */
@Injectable()
export class Dispatcher implements OnApplicationShutdown {
  private readonly logger = new Logger('outbox');
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = true;
  private timer: NodeJS.Timeout | null = null;
  private readonly listener: ChannelListener;

  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(SETTINGS) settings: Settings,
    @Inject(Metrics) private readonly metrics: Metrics = new Metrics(),
    @Inject(Traces) private readonly traces: Traces = new Traces(),
  ) {
    const wake = (): void => this.wake();
    this.listener = new ChannelListener(settings.DATABASE_SERVICE_URL, wakeChannel, { heard: wake, back: wake });
  }

  /** Starts delivering: woken at commit by this process, by NOTIFY from others, and by a poll every second. */
  async start(): Promise<void> {
    this.stopped = false;
    this.outbox.woken.subscribe(() => this.wake());
    this.timer = setInterval(() => this.wake(), 1000);
    await this.listener.start();
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.listener.stop();
    await this.running;
  }

  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain(() => this.stopped)
      .catch((error: unknown) => this.logger.error({ error: nameOf(error) }, 'the outbox could not be read'))
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** Delivers all that is due now, or as much as there is time for; for tests and for the end of loading the demo too. */
  async drain(enough: () => boolean = () => false): Promise<void> {
    for (let claimed = await this.claim(); claimed.length > 0; claimed = enough() ? [] : await this.claim()) {
      const queue = [...claimed];
      await Promise.all(
        Array.from({ length: together }, async () => {
          for (let next = queue.shift(); next; next = queue.shift()) await this.deliver(next);
        }),
      );
    }
  }

  /** Due times are kept in whole milliseconds, which may round them up past the moment they were written. */
  private claim(): Promise<Claimed[]> {
    return this.work.as(system('dispatch', null), (transaction) =>
      transaction.rows<Claimed>(
        `UPDATE outbox SET lease_until = now() + make_interval(secs => $1), attempts = attempts + 1
         WHERE (organisation_id, id) IN (
           SELECT organisation_id, id FROM outbox
           WHERE state = 'PENDING' AND due_at <= now() + interval '1 ms' AND (lease_until IS NULL OR lease_until < now())
           ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING organisation_id, id, type, live, payload, attempts, trace`,
        [leaseSeconds, batch],
      ),
    );
  }

  private deliver(claimed: Claimed): Promise<void> {
    const about = { event: claimed.type, id: claimed.id, attempt: claimed.attempts };
    return this.traces.follow(claimed.trace, `deliver ${claimed.type}`, about, () => this.hand(claimed));
  }

  private async hand(claimed: Claimed): Promise<void> {
    const event: DomainEvent = {
      id: claimed.id,
      organisationId: claimed.organisation_id,
      type: claimed.type,
      payload: claimed.payload,
    };
    try {
      for (const handler of this.handlers.of(event.type)) {
        await this.work.as(system(handler.name, event.organisationId), async (transaction) => {
          const first = await transaction.run(
            `INSERT INTO handled_events (organisation_id, event_id, handler) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
            [event.organisationId, event.id, handler.name],
          );
          if (first === 1) await handler.handle(transaction, event);
        });
      }
      // Open screens are told exactly when the event is forgotten: both happen at the commit.
      const [gone] = await this.work.as(system('dispatch', null), (transaction) =>
        Promise.all([
          transaction.row<{ lag: number }>(
            `DELETE FROM outbox WHERE organisation_id = $1 AND id = $2
             RETURNING extract(epoch FROM clock_timestamp() - created_at)::float8 AS lag`,
            [event.organisationId, event.id],
          ),
          claimed.live && transaction.run('SELECT pg_notify($1, $2)', [liveChannel, JSON.stringify(event)]),
        ]),
      );
      if (gone) this.metrics.took('kring_delivery_lag_seconds', { event: event.type }, Math.max(0, gone.lag));
    } catch (error) {
      await this.postpone(claimed, error);
    }
  }

  /**
   * Back-off doubles from half a second; after {@link poisonAfter} tries the event waits for a person. That the database
   * was away is not the event's fault, and no try.
   */
  private async postpone(claimed: Claimed, error: unknown): Promise<void> {
    const away = isAway(error);
    const attempts = away ? claimed.attempts - 1 : claimed.attempts;
    const poison = !away && attempts >= poisonAfter;
    this.metrics.count('kring_event_failures_total', { event: claimed.type, end: poison ? 'poison' : 'again' });
    this.logger.error(
      { event: claimed.type, id: claimed.id, attempts, error: nameOf(error) },
      poison ? 'event is poison' : 'event failed',
    );
    await this.work
      .as(system('dispatch', null), (transaction) =>
        transaction.run(
          `UPDATE outbox SET state = $3, last_error = $4, lease_until = NULL, due_at = now() + make_interval(secs => $5), attempts = $6
           WHERE organisation_id = $1 AND id = $2`,
          [
            claimed.organisation_id,
            claimed.id,
            poison ? 'POISON' : 'PENDING',
            nameOf(error),
            0.5 * 2 ** Math.max(0, attempts - 1),
            attempts,
          ],
        ),
      )
      .catch(() => undefined);
  }
}

/** What went wrong, without anything that a person wrote: the name and, for the database, the code. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
