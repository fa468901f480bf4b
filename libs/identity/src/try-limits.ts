import { Inject, Injectable } from '@nestjs/common';
import type { Problem } from '@kring/kernel';
import { type Reply, SETTINGS, type Settings, type TryLimit, TryLimits } from '@kring/platform';

const quarter = 15 * 60;
/** Schools share one address: this only stops floods. */
const perAddress = 300;

/**
 * Limits on guessing: per account (known devices apart from strangers), per device, and loosely per address. Counted
 * before the passphrase is looked at, so that tries sent together count together.
 */
@Injectable()
export class GuessLimits {
  constructor(
    @Inject(TryLimits) private readonly limits: TryLimits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async signIn(accountKey: string, from: Reply): Promise<Problem | null> {
    const account = await this.limits.count(this.perAccount, this.accountPlace(accountKey, from));
    const device = await this.limits.count(
      this.limit('sign-in device', this.settings.KRING_SIGN_IN_TRIES * 3),
      from.deviceMark,
    );
    const address = await this.limits.count(this.limit('address', perAddress), from.addressMark);
    return account ?? device ?? address;
  }

  async signedIn(accountKey: string, from: Reply): Promise<void> {
    await this.limits.forgive(this.perAccount, this.accountPlace(accountKey, from));
    from.rememberFor(accountKey);
  }

  /** One look at a code: too many unusable ones from one device or address are refused. */
  async codeRefused(from: Reply): Promise<Problem | null> {
    const limit = this.limit('code device', this.settings.KRING_CODE_TRIES);
    return (
      (await this.limits.reached(limit, from.deviceMark)) ??
      this.limits.reached(this.limit('code address', perAddress), from.addressMark)
    );
  }

  async countUnusableCode(from: Reply): Promise<void> {
    await this.limits.count(this.limit('code device', this.settings.KRING_CODE_TRIES), from.deviceMark);
    await this.limits.count(this.limit('code address', perAddress), from.addressMark);
  }

  private get perAccount(): TryLimit {
    return this.limit('sign-in account', this.settings.KRING_SIGN_IN_TRIES);
  }

  private limit(name: string, tries: number): TryLimit {
    return { name, tries, seconds: quarter };
  }

  private accountPlace(accountKey: string, from: Reply): string {
    return from.isKnownTo(accountKey) ? `${accountKey} at ${from.deviceMark}` : accountKey;
  }
}
