import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, isId } from '@kring/kernel';
import { CLOCK, Secrets } from '@kring/platform';
import { Secret, TOTP } from 'otpauth';
import { type AccountRecord, IdentityStore } from './storage/identity-store';

const stepSeconds = 30;
const setupMinutes = 15;

export interface OneTimeCodeSetup {
  /** Proves for a quarter of an hour that the passphrase was right. */
  readonly setupToken: string;
  /** Base32, for an authenticator app. */
  readonly secret: string;
  readonly uri: string;
}

function generator(secret: string, label = 'Kring'): TOTP {
  return new TOTP({
    issuer: 'Kring',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    secret: Secret.fromBase32(secret),
  });
}

/** One-time codes (TOTP, RFC 6238): secrets sealed, each code good once, a step early or late allowed. */
@Injectable()
export class OneTimeCodes {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A fresh secret for somebody whose passphrase was just right and who has none yet. */
  offer(account: Pick<AccountRecord, 'id' | 'signInKey'>): OneTimeCodeSetup {
    const secret = new Secret({ size: 20 }).base32;
    const until = this.clock.now().getTime() + setupMinutes * 60_000;
    return {
      setupToken: this.secrets.seal(JSON.stringify({ accountId: account.id, secret, until }), 'one-time-code set-up'),
      secret,
      uri: generator(secret, account.signInKey).toString(),
    };
  }

  /** Whose set-up this is; null for a token that nobody was given here. */
  accountOf(setupToken: string): Id | null {
    return this.openOffer(setupToken)?.accountId ?? null;
  }

  /** Ends the set-up: the account whose secret is now kept, or null for a wrong code or a token that is over. */
  async confirm(setupToken: string, code: string): Promise<Id | null> {
    const offer = this.openOffer(setupToken);
    if (!offer || offer.until < this.clock.now().getTime()) return null;
    const step = this.stepOf(offer.secret, code);
    if (step === null) return null;
    const kept = await this.keep(offer.accountId, offer.secret, step);
    return kept ? offer.accountId : null;
  }

  /** Keeps a secret for an account that has none. */
  keep(accountId: Id, secret: string, step = 0): Promise<boolean> {
    return this.store.setOneTimeCode(accountId, this.secrets.seal(secret, `one-time code ${accountId}`), step);
  }

  /** Whether this code is right now, and was not used before. */
  async use(account: Pick<AccountRecord, 'id' | 'oneTimeCodeSealed'>, code: string): Promise<boolean> {
    if (!account.oneTimeCodeSealed) return false;
    const step = this.stepOf(this.secrets.open(account.oneTimeCodeSealed, `one-time code ${account.id}`), code);
    return step !== null && this.store.useOneTimeCode(account.id, step);
  }

  private stepOf(secret: string, code: string): number | null {
    const digits = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return null;
    const now = this.clock.now().getTime();
    const delta = generator(secret).validate({ token: digits, timestamp: now, window: 1 });
    return delta === null ? null : Math.floor(now / 1000 / stepSeconds) + delta;
  }

  private openOffer(setupToken: string): { accountId: Id; secret: string; until: number } | null {
    try {
      const offer = JSON.parse(this.secrets.open(setupToken, 'one-time-code set-up')) as {
        accountId: Id;
        secret: string;
        until: number;
      };
      return isId(offer.accountId) ? offer : null;
    } catch {
      return null;
    }
  }
}
