import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@kring/kernel';
import { CLOCK, Timers } from '@kring/platform';
import { Accounts } from './accounts';
import { Codes } from './codes';
import { IdentityResolver } from './graphql/identity.resolver';
import { OneTimeCodes } from './one-time-codes';
import { Passphrases } from './passphrases';
import { Authenticator, PassphraseStrategy, SessionStrategy } from './passport/strategies';
import { RecoveryCodes } from './recovery-codes';
import { Sessions } from './sessions';
import { IdentityStore } from './storage/identity-store';
import { GuessLimits } from './try-limits';
import { EndEverySession } from './use-cases/end-every-session';
import { ResealSecrets } from './use-cases/reseal-secrets';
import { ConfirmOneTimeCode } from './use-cases/confirm-one-time-code';
import { RecoverAccount } from './use-cases/recover-account';
import { RenewRecoveryCodes } from './use-cases/renew-recovery-codes';
import { SignIn } from './use-cases/sign-in';

const open = [
  Accounts,
  Authenticator,
  Codes,
  EndEverySession,
  GuessLimits,
  IdentityStore,
  OneTimeCodes,
  RecoveryCodes,
  ResealSecrets,
  Sessions,
];

/** Accounts, passphrases, one-time codes, sessions, recovery. */
@Module({
  providers: [
    ...open,
    Passphrases,
    SessionStrategy,
    PassphraseStrategy,
    SignIn,
    ConfirmOneTimeCode,
    RecoverAccount,
    RenewRecoveryCodes,
    IdentityResolver,
  ],
  exports: open,
})
export class IdentityModule implements OnModuleInit {
  constructor(
    @Inject(Timers) private readonly timers: Timers,
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.timers.register({ name: 'sweep-sessions', cron: '17 4 * * *', run: () => this.store.sweep(this.clock.now()) });
  }
}
