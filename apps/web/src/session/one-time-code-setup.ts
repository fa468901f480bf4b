/** What an authenticator app needs, as the API gave it at sign-in or on accepting a staff invitation. */
export interface OneTimeCodeSetup {
  secret: string;
  setupToken: string;
  uri: string;
}

// Only in memory: it is a secret, and a reload means signing in again.
let waiting: OneTimeCodeSetup | undefined;

/** Keeps the set-up for the page /staff/one-time-code, which comes next. */
export function keepOneTimeCodeSetup(setup: OneTimeCodeSetup): void {
  waiting = setup;
}

/** The set-up that waits, if any; undefined after a reload (then: sign in again). */
export function waitingOneTimeCodeSetup(): OneTimeCodeSetup | undefined {
  return waiting;
}

export function forgetOneTimeCodeSetup(): void {
  waiting = undefined;
}
