import { Client } from 'pg';
import { streamOf } from './stream-of';

const againMs = 500;
const connectWithinMs = 5000;
/** How often it asks whether anybody is there, and how long it waits for the answer: silence is what a dead line says too. */
const pulseMs = 3000;

/** How long a connection has to close. */
const goodbyeMs = 500;

/** What a listener tells. */
export interface Hearing {
  /** Something was said on the channel. */
  readonly heard: (payload: string) => void;
  /** The connection broke, and what is said from now on is missed. */
  readonly lost?: () => void;
  /** It listens again after it did not. */
  readonly back: () => void;
}

/** A connection that listens on one channel of PostgreSQL, and connects again, every half second, whenever it is lost. */
export class ChannelListener {
  private client: Client | null = null;
  private again: NodeJS.Timeout | null = null;
  private pulse: NodeJS.Timeout | null = null;
  private missed = false;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly hearing: Hearing,
  ) {}

  /** Resolves when it listens, or when the first try failed and the next one is set. */
  async start(): Promise<void> {
    this.again = null;
    const client = new Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: connectWithinMs,
      query_timeout: pulseMs,
    });
    this.client = client;
    client.on('notification', ({ payload }) => this.client === client && this.hearing.heard(payload ?? ''));
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
    } catch {
      this.lose(client);
    }
    if (this.client !== client) return;
    this.listenFor(client);
    if (!this.missed) return;
    this.missed = false;
    this.hearing.back();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.again) clearTimeout(this.again);
    await this.leave();
  }

  private listenFor(client: Client): void {
    this.pulse = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.client === client && this.listenFor(client),
        () => this.lose(client),
      );
    }, pulseMs);
  }

  /** Each connection is lost once, in however many ways its end is told. */
  private lose(client: Client): void {
    if (this.stopped || this.client !== client) return;
    void this.leave();
    if (!this.missed) this.hearing.lost?.();
    this.missed = true;
    this.again = setTimeout(() => void this.start(), againMs);
  }

  private async leave(): Promise<void> {
    const { client } = this;
    this.client = null;
    if (this.pulse) clearTimeout(this.pulse);
    if (!client) return;
    // Nobody may be there to say goodbye to.
    const giveUp = setTimeout(() => streamOf(client).destroy(), goodbyeMs);
    await client.end().catch(() => undefined);
    clearTimeout(giveUp);
  }
}
