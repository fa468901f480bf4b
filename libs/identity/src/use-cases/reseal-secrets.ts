import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { Secrets } from '@kring/platform';
import { IdentityStore } from '../storage/identity-store';

export interface Resealed {
  /** How many seals there are. */
  readonly all: number;
  /** How many were made anew under the current key. */
  readonly resealed: number;
  /** Accounts whose seal opens with no key that is kept. */
  readonly closed: readonly Id[];
}

const firstId = '00000000-0000-0000-0000-000000000000';

/** Makes every seal in the database anew under the current key, some at a time, beside a running service. */
@Injectable()
export class ResealSecrets {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Harmless when it is run again, or cut off. With `look`, nothing is changed: `resealed` is what would be. */
  async run(options: { readonly batch?: number; readonly look?: boolean } = {}): Promise<Resealed> {
    const batch = options.batch ?? 200;
    let all = 0;
    let resealed = 0;
    const closed: Id[] = [];
    for (let after: Id = firstId; ;) {
      const seals = await this.store.sealedOneTimeCodes(after, batch);
      for (const { id, sealed } of seals) {
        all += 1;
        const context = `one-time code ${id}`;
        const text = this.opened(sealed, context);
        if (text === null) closed.push(id);
        else if (!this.secrets.isCurrent(sealed)) {
          if (options.look || (await this.store.resealOneTimeCode(id, sealed, this.secrets.seal(text, context))))
            resealed += 1;
        }
      }
      const last = seals.at(-1);
      if (!last || seals.length < batch) return { all, resealed, closed };
      after = last.id;
    }
  }

  private opened(sealed: string, context: string): string | null {
    try {
      return this.secrets.open(sealed, context);
    } catch {
      return null;
    }
  }
}
