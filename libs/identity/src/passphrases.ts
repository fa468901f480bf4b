import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import { fail, ok, problem, type Problem, type Result } from '@kring/kernel';
import { BoundedQueue, Metrics, SETTINGS, type Settings } from '@kring/platform';
import { dictionary } from '@zxcvbn-ts/language-common';
import { checkPassphrase } from './domain/passphrase';

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Threads of libuv that hash nothing: looking up names, files and compression go through the same few. */
const threadsKept = 2;
/** When a refused person may come back, each at a moment of their own: a class that was refused together must not be again. */
const retryAfterMs = { least: 15_000, most: 30_000 } as const;

/**
 * How many hash at the same time: half of the processors, so that reading always has the other half, and never all of
 * libuv's threads (`UV_THREADPOOL_SIZE`, 4 when absent).
 */
export function hashesTogether(processors: number, threads: number): number {
  return Math.max(1, Math.min(Math.floor(processors / 2), threads - threadsKept));
}

const common: ReadonlySet<string> = new Set(dictionary.passwords.map(String));

/** Hashes and checks passphrases, a few at a time, so that a storm of sign-ins leaves reading responsive. */
@Injectable()
export class Passphrases {
  private readonly queue: BoundedQueue;
  /** Checked when there is no such account, so that the answer takes as long. */
  private readonly nobody: Promise<string> = hash('nobody has this passphrase', cost);

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'KRING_PASSPHRASE_QUEUE'>,
    @Inject(Metrics) metrics: Metrics = new Metrics(),
  ) {
    const together = hashesTogether(availableParallelism(), Number(process.env['UV_THREADPOOL_SIZE'] ?? 4));
    this.queue = new BoundedQueue(together, settings.KRING_PASSPHRASE_QUEUE);
    metrics.reads('kring_passphrase_queue', () => this.queue.length);
  }

  /** The hash of a new passphrase, after checking that it may guard an account. */
  async make(passphrase: string, signInKey: string, field = 'passphrase'): Promise<Result<string, Problem>> {
    const fit = checkPassphrase(passphrase, signInKey, common, field);
    if (!fit.ok) return fit;
    const made = await this.queue.run(() => hash(passphrase.normalize('NFKC'), cost));
    return made === null ? fail(busy()) : ok(made);
  }

  /** Whether a passphrase fits a hash; null stands for an account that does not exist, and never fits. */
  async fits(passphrase: string, kept: string | null): Promise<Result<boolean, Problem>> {
    const against = kept ?? (await this.nobody);
    const fits = await this.queue.run(() => verify(against, passphrase.slice(0, 1000).normalize('NFKC')));
    return fits === null ? fail(busy()) : ok(fits && kept !== null);
  }
}

function busy(): Problem {
  return problem('TOO_BUSY', { retryAt: new Date(Date.now() + randomInt(retryAfterMs.least, retryAfterMs.most)) });
}
