import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import {
  type AccountActor,
  CLOCK,
  isAway,
  newId,
  randomToken,
  SETTINGS,
  type Settings,
  tokenHash,
} from '@kring/platform';
import { type AccountRecord, IdentityStore } from './storage/identity-store';

const hour = 3_600_000;
const day = 24 * hour;

/** Opaque 256-bit session tokens, kept as hashes, checked on each request: whoever is out is out at once. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Starts a session and answers its token. A token given makes starting it twice harmless. */
  async start(account: Pick<AccountRecord, 'id' | 'needsOneTimeCode'>, token = randomToken()): Promise<string> {
    const at = this.clock.now();
    await this.store.startSession({
      id: newId(),
      accountId: account.id,
      tokenHash: tokenHash(token),
      at,
      expiresAt: this.endOf(account.needsOneTimeCode, at),
    });
    return token;
  }

  /** Who holds this token, with their rights of this moment; null when nobody does. */
  async check(token: string): Promise<AccountActor | null> {
    if (token.length < 20 || token.length > 200) return null;
    const now = this.clock.now();
    const hash = tokenHash(token);
    const found = (await this.store.check([hash], now)).get(hash.toString('hex'));
    if (!found) return null;
    if (found.staleUse) {
      const end = found.isStaff ? null : this.endOf(false, now, found.createdAt);
      await this.store.touchSession(found.actor.sessionId, now, end).catch((error: unknown) => {
        // Who may read must not be kept from it because nothing can be written: the next use is noted.
        if (!isAway(error)) throw error;
      });
    }
    return found.actor;
  }

  /** The same for many open sockets at once, by token; whoever is out is absent. */
  async checkAll(tokens: readonly string[]): Promise<ReadonlyMap<string, AccountActor>> {
    const hashes = tokens.map(tokenHash);
    const found = await this.store.check(hashes, this.clock.now());
    return new Map(
      tokens.flatMap((token, place) => {
        const one = found.get(hashes[place]?.toString('hex') ?? '');
        return one ? [[token, one.actor] as const] : [];
      }),
    );
  }

  end(accountId: Id, sessionId: Id): Promise<boolean> {
    return this.store.endSession(accountId, sessionId, this.clock.now());
  }

  /** Members stay signed in while they come back, up to a last day; staff sign in again each shift, used or not. */
  private endOf(isStaff: boolean, from: Date, since = from): Date {
    if (isStaff) return new Date(from.getTime() + this.settings.KRING_STAFF_SESSION_HOURS * hour);
    const unused = from.getTime() + this.settings.KRING_SESSION_DAYS * day;
    return new Date(Math.min(unused, since.getTime() + this.settings.KRING_SESSION_MOST_DAYS * day));
  }
}
