export { IdentityModule } from './identity.module';
export { Accounts, type Credentials } from './accounts';
export { Authenticator } from './passport/strategies';
export { Codes, type CodePlace } from './codes';
export { GuessLimits } from './try-limits';
export { OneTimeCodes, type OneTimeCodeSetup } from './one-time-codes';
export { RecoveryCodes } from './recovery-codes';
export { Sessions } from './sessions';
