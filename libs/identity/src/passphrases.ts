import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import { fail, ok, problem, type Problem, type Result } from '@kring/kernel';
import { BoundedQueue, SETTINGS, type Settings } from '@kring/platform';
import { dictionary } from '@zxcvbn-ts/language-common';
import { checkPassphrase } from './domain/passphrase';

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const together = 2;
/** What a refused person may count on. */
const retryAfterMs = 10_000;

const common: ReadonlySet<string> = new Set(dictionary.passwords.map(String));

/** Hashes and checks passphrases, a few at a time, so that a storm of sign-ins leaves reading responsive. */
@Injectable()
export class Passphrases {
  private readonly queue: BoundedQueue;
  /** Checked when there is no such account, so that the answer takes as long. */
  private readonly nobody: Promise<string> = hash('nobody has this passphrase', cost);

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'KRING_PASSPHRASE_QUEUE'>) {
    this.queue = new BoundedQueue(together, settings.KRING_PASSPHRASE_QUEUE);
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
  return problem('TOO_BUSY', { retryAt: new Date(Date.now() + retryAfterMs) });
}
