import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Problem, Result } from '@kring/kernel';
import type { AccountActor, Reply } from '@kring/platform';
import passport from 'passport';
import { Strategy } from 'passport-custom';
import { Sessions } from '../sessions';
import { SignIn, type SignedIn, type SignInInput } from '../use-cases/sign-in';

/** What the strategies look at; an HTTP request, a socket's first words, or a mutation brings it. */
interface SessionRequest {
  readonly sessionToken: string;
}
interface PassphraseRequest {
  readonly signIn: SignInInput;
  readonly from: Reply;
}

/** `session`: an opaque token, as cookie or bearer. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session-token') {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {
    super();
  }

  validate(request: unknown): Promise<AccountActor | null> {
    return this.sessions.check((request as SessionRequest).sessionToken);
  }
}

/** `passphrase`: sign-in name and passphrase, and a one-time code for staff. */
@Injectable()
export class PassphraseStrategy extends PassportStrategy(Strategy, 'passphrase') {
  constructor(@Inject(SignIn) private readonly signIn: SignIn) {
    super();
  }

  validate(request: unknown): Promise<Result<SignedIn, Problem>> {
    const { signIn, from } = request as PassphraseRequest;
    return this.signIn.run(signIn, from);
  }
}

/**
 * Asks the strategy itself: by name, Passport would find the one of whichever service in this process was made last. And
 * asks a fresh instance of it each time: Passport writes the way back to whoever asked onto the instance it is given, so
 * that two who ask at once would be answered as each other.
 */
function authenticate<T>(strategy: SessionStrategy | PassphraseStrategy, request: object): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, found?: T | false | null): void => {
      if (error) reject(error instanceof Error ? error : new Error('sign-in could not be checked', { cause: error }));
      else resolve(found || null);
    };
    const middleware = passport.authenticate(Object.create(strategy) as typeof strategy, { session: false }, done) as (
      request: object,
      response: object,
      next: (error?: unknown) => void,
    ) => void;
    middleware(request, {}, (error) => done(error));
  });
}

/** Passport's strategies, asked outside of any web framework: the same for HTTP and WebSocket. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionStrategy) private readonly byToken: SessionStrategy,
    @Inject(PassphraseStrategy) private readonly byPassphrase: PassphraseStrategy,
  ) {}

  /** Who holds this session token; null for nobody. */
  session(sessionToken: string): Promise<AccountActor | null> {
    return authenticate<AccountActor>(this.byToken, { sessionToken } satisfies SessionRequest);
  }

  /** Ends the session that a new one takes the place of. */
  async leave(former: AccountActor): Promise<void> {
    await this.sessions.end(former.accountId, former.sessionId);
  }

  async passphrase(signIn: SignInInput, from: Reply): Promise<Result<SignedIn, Problem>> {
    const answer = await authenticate<Result<SignedIn, Problem>>(this.byPassphrase, {
      signIn,
      from,
    } satisfies PassphraseRequest);
    if (!answer) throw new Error('the passphrase strategy always answers');
    return answer;
  }
}
