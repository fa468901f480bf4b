import { Inject, Injectable } from '@nestjs/common';
import { problem, type Problem } from '@kring/kernel';
import { type IRateLimiterPostgresOptions, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/pool-of';
import { Secrets } from '../secrets/secrets';

export interface TryLimit {
  /** Also the prefix of its keys. */
  readonly name: string;
  readonly tries: number;
  readonly seconds: number;
}

/** Counts tries in the database, so that all processes share one count. Keys are kept as keyed hashes only. */
@Injectable()
export class TryLimits {
  private readonly limiters = new Map<string, RateLimiterPostgres>();

  constructor(
    @Inject(DataSource) private readonly database: DataSource,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Counts one try. A `Problem` with an honest `retryAt` when there were too many, null otherwise. */
  async count(limit: TryLimit, who: string): Promise<Problem | null> {
    try {
      await this.limiter(limit).consume(this.key(limit, who));
      return null;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return tooMany(refusal);
      throw refusal;
    }
  }

  /** Takes back one try that was counted and turned out to be none. */
  async giveBack(limit: TryLimit, who: string): Promise<void> {
    await this.limiter(limit).reward(this.key(limit, who));
  }

  /** Forgets the tries, after a success. */
  async forgive(limit: TryLimit, who: string): Promise<void> {
    await this.limiter(limit).delete(this.key(limit, who));
  }

  private key(limit: TryLimit, who: string): string {
    return this.secrets.derive(`tries ${limit.name}`, who).toString('base64url');
  }

  private limiter(limit: TryLimit): RateLimiterPostgres {
    const existing = this.limiters.get(limit.name);
    if (existing) return existing;
    const options: IRateLimiterPostgresOptions = {
      storeClient: poolOf(this.database),
      storeType: 'pool',
      tableName: 'tries',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: limit.name,
      points: limit.tries,
      duration: limit.seconds,
    };
    const made = new RateLimiterPostgres(options);
    this.limiters.set(limit.name, made);
    return made;
  }
}

function tooMany(state: RateLimiterRes): Problem {
  return problem('TOO_MANY_TRIES', { retryAt: new Date(Date.now() + Math.max(1000, state.msBeforeNext)) });
}
