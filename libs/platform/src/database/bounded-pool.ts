import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { isAway, isSilence, PoolBusy } from './is-away';
import { streamOf } from './stream-of';

/** What a pool of this service is told beside what `pg` knows. */
export interface BoundedPoolConfig extends PoolConfig {
  readonly mayWait: number;
}

type Connected = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

/**
 * A pool in whose queue only so many may stand: whoever comes after them hears so at once, instead of making everybody's
 * wait longer and the process larger.
 */
export class BoundedPool extends Pool {
  private readonly mayWait: number;

  constructor(config: BoundedPoolConfig) {
    super(config);
    this.mayWait = config.mayWait;
    // A pipelined connection waits for its answers before it says goodbye, and for those of a dead one for ever.
    this.on('release', (error, client) => {
      if (!(error instanceof Error) || !isAway(error)) return;
      streamOf(client).destroy();
      if (isSilence(error)) this.giveUpIdle();
    });
  }

  /**
   * Where one connection leads nowhere any more, the others that nobody used meanwhile do not either, most likely. Finding
   * that out one by one would cost whoever is handed one of them a whole wait each.
   */
  private giveUpIdle(): void {
    for (let idle = this.idleCount; idle > 0; idle -= 1) {
      super.connect((_error, client, release) => {
        if (!client) return;
        streamOf(client).destroy();
        release(true);
      });
    }
  }

  override connect(): Promise<PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<PoolClient> | void {
    // Who is handed an idle connection stands in the queue too, for a breath.
    const isFull = this.waitingCount - this.idleCount >= this.mayWait;
    if (!connected) return isFull ? Promise.reject(new PoolBusy()) : super.connect();
    if (isFull) return connected(new PoolBusy(), undefined, () => undefined);
    return super.connect(connected);
  }
}
