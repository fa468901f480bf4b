import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Authenticator } from '@kring/identity';
import { openSession, replyOf } from '@kring/identity/graphql';
import {
  Access,
  actAs,
  type AccountActor,
  anyone,
  CurrentActor,
  type KringContext,
  presentProblem,
  type ProblemView,
  resultUnion,
  signedIn,
} from '@kring/platform';
import { JoinAnotherGroup, JoinGroup } from '../use-cases/join-group';
import { RedeemInvitation } from '../use-cases/redeem-invitation';
import { JoinAnotherGroupInputView, JoinedView, JoinGroupInputView } from './group-inputs';
import { GroupLoaders } from './group-loaders';
import { InvitationPreviewView, MembershipView, viewCharter, viewMembership } from './group-view';

const JoinGroupResult = resultUnion('JoinGroupResult', () => JoinedView, 'Joined');
const JoinAnotherGroupResult = resultUnion('JoinAnotherGroupResult', () => MembershipView, 'Membership');

@Resolver()
export class JoinResolver {
  constructor(
    @Inject(RedeemInvitation) private readonly redeem: RedeemInvitation,
    @Inject(JoinGroup) private readonly join: JoinGroup,
    @Inject(JoinAnotherGroup) private readonly joinAnother: JoinAnotherGroup,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(GroupLoaders) private readonly loaders: GroupLoaders,
  ) {}

  @Query(() => InvitationPreviewView, { nullable: true })
  @Access(anyone)
  async invitation(
    @Args('code') code: string,
    @Context() context: KringContext,
  ): Promise<InvitationPreviewView | null> {
    const preview = await this.redeem.preview(code, replyOf(context));
    if (!preview) return null;
    const { invitation, group, organisationName, moderators } = preview;
    return {
      kind: invitation.kind,
      groupName: group.name,
      groupDescription: group.description,
      organisationName,
      moderators,
      charter: viewCharter(group.charterVersion, group.charterText),
      expiresAt: invitation.expiresAt,
    };
  }

  @Mutation(() => JoinGroupResult, {
    description: 'A young person with a code: makes the account and the membership in one step, and signs in.',
  })
  @Access(anyone)
  async joinGroup(
    @Args('input') input: JoinGroupInputView,
    @Context() context: KringContext,
  ): Promise<JoinedView | ProblemView> {
    const result = await this.join.run({ ...input, ...optional(input) }, replyOf(context));
    if (!result.ok) return presentProblem(result.problem, context.language);
    const session = await openSession(this.authenticator, result.value.token, context);
    return {
      session,
      membership: await this.membership(context, result.value.membershipId),
      recoveryCodes: result.value.recoveryCodes,
    };
  }

  @Mutation(() => JoinAnotherGroupResult, {
    description: 'For somebody who already has an account and holds a code of another group.',
  })
  @Access(signedIn)
  async joinAnotherGroup(
    @Args('input') input: JoinAnotherGroupInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<MembershipView | ProblemView> {
    const result = await this.joinAnother.run(actor, { ...input, ...optional(input) }, replyOf(context));
    if (!result.ok) return presentProblem(result.problem, context.language);
    const { organisationId, groupId, membershipId } = result.value;
    const state = result.value.state === 'ACTIVE' ? 'ACTIVE' : 'REQUESTED';
    actAs(context, { ...actor, groups: [...actor.groups, { organisationId, groupId, membershipId, state }] });
    return this.membership(context, membershipId);
  }

  private async membership(context: KringContext, id: string): Promise<MembershipView> {
    const record = await this.loaders.membership(context, id);
    if (!record) throw new Error('a membership that was made can be read by its member');
    return viewMembership(record);
  }
}

function optional(input: { avatar?: string | null; ageBand?: string | null; gender?: string | null }) {
  return { avatar: input.avatar ?? null, ageBand: input.ageBand ?? null, gender: input.gender ?? null };
}
