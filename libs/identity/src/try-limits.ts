import { Inject, Injectable } from '@nestjs/common';
import type { Id, Problem } from '@kring/kernel';
import { type Reply, SETTINGS, type Settings, type TryLimit, TryLimits } from '@kring/platform';

const quarter = 15 * 60;
/** A class comes in by one invitation, and some of them choose a name that is taken. */
const namesPerInvitation = 5;

/** One count that a try goes into. */
interface Place {
  readonly limit: TryLimit;
  readonly who: string;
}

/**
 * Limits on guessing: per account (known devices apart from strangers), per device, and loosely per address. A try is
 * counted before anything is looked at, so that tries sent together count together, and given back when it was none.
 */
@Injectable()
export class GuessLimits {
  constructor(
    @Inject(TryLimits) private readonly limits: TryLimits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** One guess at what opens an account; null as key for a guess that names none. */
  signIn(accountKey: string | null, from: Reply): Promise<Problem | null> {
    return this.count(this.signInPlaces(accountKey, from));
  }

  /** It was no guess: an account may be tried again as before, and its owner's device is known from now on. */
  async signedIn(accountKey: string, from: Reply, countedAs = accountKey): Promise<void> {
    const [account, ...others] = this.signInPlaces(countedAs, from).reverse();
    if (account) await this.limits.forgive(account.limit, account.who);
    await this.giveBack(others);
    from.rememberFor(accountKey);
  }

  /** Nobody looked whether the guess was right. */
  notLookedAt(accountKey: string, from: Reply): Promise<void> {
    return this.giveBack(this.signInPlaces(accountKey, from));
  }

  /** One look at a code. */
  code(from: Reply): Promise<Problem | null> {
    return this.count(this.codePlaces(from));
  }

  /** Somebody issued that code. */
  codeExists(from: Reply): Promise<void> {
    return this.giveBack(this.codePlaces(from));
  }

  /** A code that exists and that nobody can use any more counts like one that nobody issued. */
  async countUnusableCode(from: Reply): Promise<void> {
    await this.count(this.codePlaces(from));
  }

  /** One look whether a sign-in name is free: whoever holds an invitation must be told, but not about everybody. */
  name(invitationId: Id, from: Reply): Promise<Problem | null> {
    return this.count(this.namePlaces(invitationId, from));
  }

  nameWasFree(invitationId: Id, from: Reply): Promise<void> {
    return this.giveBack(this.namePlaces(invitationId, from));
  }

  /** The account's own count comes last: who is refused before it leaves it as it was. */
  private signInPlaces(accountKey: string | null, from: Reply): Place[] {
    const tries = this.settings.KRING_SIGN_IN_TRIES;
    const device = { limit: limit('sign-in device', tries * 3), who: from.deviceMark };
    const address = { limit: limit('address', this.settings.KRING_ADDRESS_TRIES), who: from.addressMark };
    if (accountKey === null) return [address, device];
    const account = limit('sign-in account', tries);
    // Whoever floods the address of a school must not keep out those who have signed in there before.
    return from.isKnownTo(accountKey)
      ? [device, { limit: account, who: `${accountKey} at ${from.deviceMark}` }]
      : [address, device, { limit: account, who: accountKey }];
  }

  private codePlaces(from: Reply): Place[] {
    return [
      { limit: limit('code address', this.settings.KRING_ADDRESS_TRIES), who: from.addressMark },
      { limit: limit('code device', this.settings.KRING_CODE_TRIES), who: from.deviceMark },
    ];
  }

  private namePlaces(invitationId: Id, from: Reply): Place[] {
    const tries = this.settings.KRING_CODE_TRIES;
    return [
      { limit: limit('name invitation', tries * namesPerInvitation), who: invitationId },
      { limit: limit('name device', tries), who: from.deviceMark },
    ];
  }

  /** Counts until somebody refuses. */
  private async count(places: readonly Place[]): Promise<Problem | null> {
    for (const place of places) {
      const refused = await this.limits.count(place.limit, place.who);
      if (refused) return refused;
    }
    return null;
  }

  private async giveBack(places: readonly Place[]): Promise<void> {
    for (const place of places) await this.limits.giveBack(place.limit, place.who);
  }
}

function limit(name: string, tries: number): TryLimit {
  return { name, tries, seconds: quarter };
}
