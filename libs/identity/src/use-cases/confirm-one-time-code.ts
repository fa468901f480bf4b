import { Inject, Injectable } from '@nestjs/common';
import { fail, ok, problem, type Problem, type Result } from '@kring/kernel';
import type { Reply } from '@kring/platform';
import { OneTimeCodes } from '../one-time-codes';
import { RecoveryCodes } from '../recovery-codes';
import { Sessions } from '../sessions';
import { IdentityStore } from '../storage/identity-store';
import { GuessLimits } from '../try-limits';

/** Ends the set-up of one-time codes: keeps the secret, hands out recovery codes once, and signs in. */
@Injectable()
export class ConfirmOneTimeCode {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(OneTimeCodes) private readonly oneTimeCodes: OneTimeCodes,
    @Inject(RecoveryCodes) private readonly recoveryCodes: RecoveryCodes,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
  ) {}

  async run(
    input: { readonly setupToken: string; readonly oneTimeCode: string },
    from: Reply,
  ): Promise<Result<{ token: string; recoveryCodes: string[] }, Problem>> {
    const settingUp = this.oneTimeCodes.accountOf(input.setupToken);
    const countedAs = settingUp && `one-time-code set-up ${settingUp}`;
    const limited = await this.limits.signIn(countedAs, from);
    if (limited) return fail(limited);
    const accountId = await this.oneTimeCodes.confirm(input.setupToken, input.oneTimeCode);
    const account = accountId ? await this.store.account(accountId) : null;
    if (!account || !countedAs) return fail(problem('ONE_TIME_CODE_WRONG', { field: 'oneTimeCode' }));
    await this.limits.signedIn(account.signInKey, from, countedAs);
    return ok({ recoveryCodes: await this.recoveryCodes.renew(account.id), token: await this.sessions.start(account) });
  }
}
