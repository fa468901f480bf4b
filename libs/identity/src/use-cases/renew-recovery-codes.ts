import { Inject, Injectable } from '@nestjs/common';
import { fail, invalid, ok, type Problem, type Result } from '@kring/kernel';
import type { AccountActor, Reply } from '@kring/platform';
import { Passphrases } from '../passphrases';
import { RecoveryCodes } from '../recovery-codes';
import { IdentityStore } from '../storage/identity-store';
import { GuessLimits } from '../try-limits';

/** New recovery codes in place of the old ones, for somebody who says their passphrase again. */
@Injectable()
export class RenewRecoveryCodes {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(Passphrases) private readonly passphrases: Passphrases,
    @Inject(RecoveryCodes) private readonly recoveryCodes: RecoveryCodes,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
  ) {}

  async run(actor: AccountActor, passphrase: string, from: Reply): Promise<Result<string[], Problem>> {
    const account = await this.store.account(actor.accountId);
    const key = account?.signInKey ?? '';
    const limited = await this.limits.signIn(key, from);
    if (limited) return fail(limited);
    const fits = await this.passphrases.fits(passphrase, account?.passphraseHash ?? null);
    if (!fits.ok) {
      await this.limits.notLookedAt(key, from);
      return fits;
    }
    if (!fits.value) return fail(invalid('passphrase', 'passphrase_wrong'));
    await this.limits.signedIn(key, from);
    return ok(await this.recoveryCodes.renew(actor.accountId));
  }
}
