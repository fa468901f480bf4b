import { Inject, Injectable } from '@nestjs/common';
import { fail, ok, problem, type Problem, type Result } from '@kring/kernel';
import type { Reply } from '@kring/platform';
import { signInKey } from '../domain/sign-in-name';
import { OneTimeCodes, type OneTimeCodeSetup } from '../one-time-codes';
import { Passphrases } from '../passphrases';
import { Sessions } from '../sessions';
import { IdentityStore } from '../storage/identity-store';
import { GuessLimits } from '../try-limits';

export interface SignInInput {
  readonly signInName: string;
  readonly passphrase: string;
  readonly oneTimeCode: string | null;
}

export type SignedIn = { readonly token: string } | { readonly setup: OneTimeCodeSetup };

/** Signs somebody in. Name and passphrase fail alike, in words and in time; staff also need a one-time code. */
@Injectable()
export class SignIn {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(Passphrases) private readonly passphrases: Passphrases,
    @Inject(OneTimeCodes) private readonly oneTimeCodes: OneTimeCodes,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
  ) {}

  async run(input: SignInInput, from: Reply): Promise<Result<SignedIn, Problem>> {
    const key = signInKey(input.signInName);
    const limited = await this.limits.signIn(key, from);
    if (limited) return fail(limited);
    const account = await this.store.accountByKey(key);
    const fits = await this.passphrases.fits(input.passphrase, account?.passphraseHash ?? null);
    if (!fits.ok) {
      await this.limits.notLookedAt(key, from);
      return fits;
    }
    if (!account || !fits.value) return fail(problem('SIGN_IN_FAILED'));
    if (account.needsOneTimeCode) {
      if (!account.oneTimeCodeSealed) return ok({ setup: this.oneTimeCodes.offer(account) });
      if (!input.oneTimeCode) return fail(problem('ONE_TIME_CODE_REQUIRED', { field: 'oneTimeCode' }));
      if (!(await this.oneTimeCodes.use(account, input.oneTimeCode)))
        return fail(problem('SIGN_IN_FAILED', { field: 'oneTimeCode' }));
    }
    await this.limits.signedIn(key, from);
    return ok({ token: await this.sessions.start(account) });
  }
}
