import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, invalid, ok, type Problem, problem, type Result } from '@kring/kernel';
import { Accounts, GuessLimits, RecoveryCodes, Sessions } from '@kring/identity';
import { type AccountActor, once, type Reply, Secrets, UnitOfWork } from '@kring/platform';
import { readNickname } from '../domain/nickname';
import { type Newcomer, RedeemInvitation } from './redeem-invitation';

export interface JoinInput {
  readonly clientKey: string;
  readonly code: string;
  readonly nickname: string;
  readonly avatar: string | null;
  readonly acceptedCharterVersion: number;
  readonly ageBand: string | null;
  readonly gender: string | null;
}

export interface JoinGroupInput extends JoinInput {
  readonly signInName: string;
  readonly passphrase: string;
}

export interface JoinedGroup {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly membershipId: Id;
}

function readNewcomer(input: JoinInput): Result<Newcomer, Problem> {
  const nickname = readNickname(input.nickname);
  return nickname.ok ? ok({ ...input, nickname: nickname.value }) : nickname;
}

/** A young person with a code: account, membership, charter and session in one step. */
@Injectable()
export class JoinGroup {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(RedeemInvitation) private readonly invitation: RedeemInvitation,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(RecoveryCodes) private readonly recoveryCodes: RecoveryCodes,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Asked again with the same client key and passphrase, it answers the same session and the same recovery codes. */
  async run(
    input: JoinGroupInput,
    from: Reply,
  ): Promise<Result<JoinedGroup & { token: string; recoveryCodes: string[] }, Problem>> {
    const newcomer = readNewcomer(input);
    if (!newcomer.ok) return newcomer;
    const asked = { who: null, operation: 'joinGroup', clientKey: input.clientKey };
    const place = await this.invitation.findOpen(input.code, from, asked);
    if (!place.ok) return place;
    const credentials = await this.accounts.prepare(input);
    if (!credentials.ok) return credentials;
    const { organisationId, subjectId } = place.value;
    const limited = await this.limits.name(subjectId, from);
    if (limited) return fail(limited);
    let again = true;
    const made = await this.work.as(this.invitation.guide(organisationId), (transaction) =>
      once(
        transaction,
        {
          organisationId,
          who: subjectId,
          operation: 'joinGroup',
          clientKey: input.clientKey,
          input: { signInName: credentials.value.name.key, nickname: newcomer.value.nickname.key },
        },
        async () => {
          again = false;
          const account = await this.accounts.create(transaction, credentials.value, { staff: false });
          if (!account.ok) return account;
          const entered = await this.invitation.enter(transaction, place.value, account.value, newcomer.value);
          return entered.ok
            ? ok({ accountId: account.value, groupId: entered.value.groupId, membershipId: entered.value.membershipId })
            : entered;
        },
      ),
    );
    if (made.ok || made.problem.code !== 'SIGN_IN_NAME_TAKEN') await this.limits.nameWasFree(subjectId, from);
    if (!made.ok) {
      if (made.problem.code === 'INVITATION_UNUSABLE') await this.limits.countUnusableCode(from);
      return made;
    }
    const { accountId = '', groupId = '', membershipId = '' } = made.value;
    if (again) {
      const guessed = await this.limits.signIn(credentials.value.name.key, from);
      if (guessed) return fail(guessed);
      if (!(await this.accounts.fits(accountId, input.passphrase)))
        return fail(invalid('clientKey', 'used_for_something_else'));
    }
    const token = await this.sessionOf(accountId, input.clientKey.toLowerCase());
    if (again) await this.limits.signedIn(credentials.value.name.key, from);
    else from.rememberFor(credentials.value.name.key);
    return ok({
      organisationId,
      groupId,
      membershipId,
      token,
      recoveryCodes: await this.recoveryCodes.renewFor(accountId, input.clientKey.toLowerCase()),
    });
  }

  /** The session of this act of joining, also when the keys were rotated since; a fresh one when it has ended. */
  private async sessionOf(accountId: Id, clientKey: string): Promise<string> {
    const [derived = '', ...earlier] = this.secrets
      .deriveEach('session', accountId, clientKey)
      .map((token) => token.toString('base64url'));
    for (const token of earlier) if (await this.sessions.check(token)) return token;
    const account = { id: accountId, needsOneTimeCode: false };
    await this.sessions.start(account, derived);
    return (await this.sessions.check(derived)) ? derived : this.sessions.start(account);
  }
}

/** The same code in the hands of somebody who has an account; nothing links the two memberships for anybody else. */
@Injectable()
export class JoinAnotherGroup {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(RedeemInvitation) private readonly invitation: RedeemInvitation,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
  ) {}

  async run(
    actor: AccountActor,
    input: JoinInput,
    from: Reply,
  ): Promise<Result<JoinedGroup & { state: string }, Problem>> {
    if (actor.staff.length > 0 || actor.isSteward) return fail(problem('STAFF_CANNOT_JOIN'));
    const newcomer = readNewcomer(input);
    if (!newcomer.ok) return newcomer;
    const asked = { who: actor.accountId, operation: 'joinAnotherGroup', clientKey: input.clientKey };
    const place = await this.invitation.findOpen(input.code, from, asked);
    if (!place.ok) return place;
    const { organisationId } = place.value;
    const made = await this.work.as(this.invitation.guide(organisationId), (transaction) =>
      once(
        transaction,
        {
          organisationId,
          who: actor.accountId,
          operation: 'joinAnotherGroup',
          clientKey: input.clientKey,
          input: { nickname: newcomer.value.nickname.key },
        },
        async () => {
          const entered = await this.invitation.enter(transaction, place.value, actor.accountId, newcomer.value);
          return entered.ok ? ok({ ...entered.value }) : entered;
        },
      ),
    );
    if (!made.ok) {
      if (made.problem.code === 'INVITATION_UNUSABLE') await this.limits.countUnusableCode(from);
      return made;
    }
    const { groupId = '', membershipId = '', state = '' } = made.value;
    return ok({ organisationId, groupId, membershipId, state });
  }
}
