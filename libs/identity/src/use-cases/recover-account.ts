import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, ok, problem, type Problem, type Result } from '@kring/kernel';
import { CLOCK, type Reply } from '@kring/platform';
import { signInKey } from '../domain/sign-in-name';
import { OneTimeCodes } from '../one-time-codes';
import { Passphrases } from '../passphrases';
import { RecoveryCodes } from '../recovery-codes';
import { Sessions } from '../sessions';
import { IdentityStore } from '../storage/identity-store';
import { GuessLimits } from '../try-limits';

export interface RecoverInput {
  readonly signInName: string;
  readonly recoveryCode: string;
  readonly newPassphrase: string;
  readonly oneTimeCode: string | null;
}

/** A recovery code and a new passphrase: ends every session, uses the code up, signs in. Staff still need a one-time code. */
@Injectable()
export class RecoverAccount {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(Passphrases) private readonly passphrases: Passphrases,
    @Inject(OneTimeCodes) private readonly oneTimeCodes: OneTimeCodes,
    @Inject(RecoveryCodes) private readonly recoveryCodes: RecoveryCodes,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(input: RecoverInput, from: Reply): Promise<Result<{ token: string }, Problem>> {
    const key = signInKey(input.signInName);
    const limited = await this.limits.signIn(key, from);
    if (limited) return fail(limited);
    const hash = await this.passphrases.make(input.newPassphrase, key, 'newPassphrase');
    if (!hash.ok) {
      await this.limits.notLookedAt(key, from);
      return hash;
    }
    const now = this.clock.now();
    const codeHash = this.recoveryCodes.hashOf(input.recoveryCode);
    // One query for a name that is there, one that is not, and a code that is wrong: all take as long.
    const account = await this.store.accountByRecoveryCode(key, codeHash);
    if (!account) return fail(problem('RECOVERY_FAILED'));
    if (account.oneTimeCodeSealed && !(await this.oneTimeCodes.use(account, input.oneTimeCode ?? ''))) {
      return fail(problem('RECOVERY_FAILED'));
    }
    const used = await this.store.useRecoveryCode(account.id, codeHash, now);
    if (!used) return fail(problem('RECOVERY_FAILED'));
    await this.store.setPassphrase(account.id, hash.value);
    await this.store.endAllSessions(account.id, now);
    await this.limits.signedIn(key, from);
    return ok({ token: await this.sessions.start(account) });
  }
}
