import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Clock, isId, notFound } from '@kring/kernel';
import {
  Access,
  actAs,
  type AccountActor,
  anyone,
  CLOCK,
  CurrentActor,
  CurrentLanguage,
  type Actor,
  type KringContext,
  type Language,
  present,
  presentProblem,
  type ProblemView,
  type Reply,
  resultUnion,
  signedIn,
} from '@kring/platform';
import { GraphQLError } from 'graphql';
import { Authenticator } from '../passport/strategies';
import { Sessions } from '../sessions';
import { IdentityStore } from '../storage/identity-store';
import { ConfirmOneTimeCode } from '../use-cases/confirm-one-time-code';
import { RecoverAccount } from '../use-cases/recover-account';
import { RenewRecoveryCodes } from '../use-cases/renew-recovery-codes';
import {
  ConfirmOneTimeCodeInputView,
  EndSessionInputView,
  RecoverAccountInputView,
  RenewRecoveryCodesInputView,
  SignInInputView,
} from './identity-inputs';
import {
  OneTimeCodeSetupView,
  RecoveryCodesView,
  SessionView,
  SignedInSessionView,
  StaffSignedInView,
  ViewerView,
  viewViewer,
} from './viewer-view';

const SignInResult = resultUnion(
  'SignInResult',
  () => SessionView,
  'Session',
  () => OneTimeCodeSetupView,
);
const RecoverAccountResult = resultUnion('RecoverAccountResult', () => SessionView, 'Session');
const RenewRecoveryCodesResult = resultUnion('RenewRecoveryCodesResult', () => RecoveryCodesView, 'RecoveryCodes');
const EndSessionResult = resultUnion('EndSessionResult', () => ViewerView, 'Viewer');
const ConfirmOneTimeCodeResult = resultUnion('ConfirmOneTimeCodeResult', () => StaffSignedInView, 'StaffSignedIn');

/** Sockets carry subscriptions only; everything here answers over HTTP. */
export function replyOf(context: KringContext): Reply {
  if (!context.reply) throw new GraphQLError('only over HTTP', { extensions: { code: 'BAD_REQUEST' } });
  return context.reply;
}

function accountOf(actor: Actor): AccountActor {
  if (actor.kind !== 'account') throw new Error('the access rule lets accounts in only');
  return actor;
}

/**
 * Opens a fresh session for the browser and answers it, and ends the one that was asked with, so that no token is left
 * behind that nobody sees any more. The rest of the operation is read as whom the session belongs to.
 */
export async function openSession(
  authenticator: Authenticator,
  token: string,
  context: KringContext,
): Promise<SessionView> {
  const actor = await authenticator.session(token);
  if (!actor) throw new Error('a fresh session can be used');
  replyOf(context).setSession(token);
  const former = context.actor;
  if (former.kind === 'account' && former.sessionId !== actor.sessionId) await authenticator.leave(former);
  actAs(context, actor);
  return { token, viewer: viewViewer(actor) };
}

@Resolver(() => ViewerView)
export class IdentityResolver {
  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(RecoverAccount) private readonly recover: RecoverAccount,
    @Inject(RenewRecoveryCodes) private readonly renew: RenewRecoveryCodes,
    @Inject(ConfirmOneTimeCode) private readonly confirm: ConfirmOneTimeCode,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => ViewerView, { nullable: true })
  @Access(anyone)
  viewer(@CurrentActor() actor: Actor): ViewerView | null {
    return actor.kind === 'account' ? viewViewer(actor) : null;
  }

  @ResolveField('sessions', () => [SignedInSessionView], { description: 'My signed-in sessions, newest first.' })
  async sessionsOf(@Parent() viewer: ViewerView): Promise<SignedInSessionView[]> {
    const sessions = await this.store.sessions(viewer.actor.accountId, this.clock.now());
    return sessions.map((session) => ({ ...session, isCurrent: session.id === viewer.actor.sessionId }));
  }

  @ResolveField(() => Int)
  recoveryCodesLeft(@Parent() viewer: ViewerView): Promise<number> {
    return this.store.recoveryCodesLeft(viewer.actor.accountId);
  }

  @Mutation(() => SignInResult)
  @Access(anyone)
  async signIn(
    @Args('input') input: SignInInputView,
    @Context() context: KringContext,
  ): Promise<SessionView | OneTimeCodeSetupView | ProblemView> {
    const reply = replyOf(context);
    const result = await this.authenticator.passphrase({ ...input, oneTimeCode: input.oneTimeCode ?? null }, reply);
    if (!result.ok) return presentProblem(result.problem, context.language);
    if ('setup' in result.value) return { __typename: 'OneTimeCodeSetup', ...result.value.setup };
    return openSession(this.authenticator, result.value.token, context);
  }

  @Mutation(() => Boolean)
  @Access(anyone)
  async signOut(@CurrentActor() actor: Actor, @Context() context: KringContext): Promise<boolean> {
    const reply = replyOf(context);
    reply.setSession(null);
    return actor.kind === 'account' && this.sessions.end(actor.accountId, actor.sessionId);
  }

  @Mutation(() => EndSessionResult)
  @Access(signedIn)
  async endSession(
    @Args('input') input: EndSessionInputView,
    @CurrentActor() actor: Actor,
    @CurrentLanguage() language: Language,
  ): Promise<ViewerView | ProblemView> {
    const account = accountOf(actor);
    const ended = isId(input.id) && (await this.sessions.end(account.accountId, input.id));
    return ended ? viewViewer(account) : presentProblem(notFound, language);
  }

  @Mutation(() => RecoverAccountResult)
  @Access(anyone)
  async recoverAccount(
    @Args('input') input: RecoverAccountInputView,
    @Context() context: KringContext,
  ): Promise<SessionView | ProblemView> {
    const reply = replyOf(context);
    const result = await this.recover.run({ ...input, oneTimeCode: input.oneTimeCode ?? null }, reply);
    if (!result.ok) return presentProblem(result.problem, context.language);
    return openSession(this.authenticator, result.value.token, context);
  }

  @Mutation(() => RenewRecoveryCodesResult)
  @Access(signedIn)
  async renewRecoveryCodes(
    @Args('input') input: RenewRecoveryCodesInputView,
    @CurrentActor() actor: Actor,
    @Context() context: KringContext,
  ): Promise<RecoveryCodesView | ProblemView> {
    const result = await this.renew.run(accountOf(actor), input.passphrase, replyOf(context));
    return present(result, context.language, (codes) => ({ codes }));
  }

  @Mutation(() => ConfirmOneTimeCodeResult, { description: 'Ends the set-up of one-time codes and signs in.' })
  @Access(anyone)
  async confirmOneTimeCode(
    @Args('input') input: ConfirmOneTimeCodeInputView,
    @Context() context: KringContext,
  ): Promise<StaffSignedInView | ProblemView> {
    const reply = replyOf(context);
    const result = await this.confirm.run(input, reply);
    if (!result.ok) return presentProblem(result.problem, context.language);
    const session = await openSession(this.authenticator, result.value.token, context);
    return { session, recoveryCodes: result.value.recoveryCodes };
  }
}
