import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { isId } from '@kring/kernel';
import { OrganisationLoaders } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  anyone,
  anyStaff,
  CurrentActor,
  CurrentLanguage,
  type KringContext,
  type Language,
  membershipIn,
  organiserOfNamed,
  organiserOfParent,
  present,
  type ProblemView,
  resultUnion,
  SETTINGS,
  type Settings,
  signedIn,
  staffOfParentOrganisation,
} from '@kring/platform';
import { Nicknames } from '../nicknames';
import { ChangeGroupSafety } from '../use-cases/change-group-safety';
import { CreateGroup } from '../use-cases/create-group';
import { CreateInvitation } from '../use-cases/create-invitation';
import { LeaveGroup } from '../use-cases/leave-group';
import { AdmitMember } from '../use-cases/admit-member';
import { RevokeInvitation } from '../use-cases/revoke-invitation';
import {
  AdmitMemberInputView,
  ChangeGroupSafetyInputView,
  CreateGroupInputView,
  CreateInvitationInputView,
  LeaveGroupInputView,
  RevokeInvitationInputView,
} from './group-inputs';
import { GroupLoaders } from './group-loaders';
import {
  GroupSafetyView,
  GroupView,
  InvitationSummaryView,
  InvitationView,
  MembershipView,
  viewGroup,
  viewInvitationSummary,
  viewMembership,
} from './group-view';

const CreateGroupResult = resultUnion('CreateGroupResult', () => GroupView, 'Group');
const ChangeGroupSafetyResult = resultUnion('ChangeGroupSafetyResult', () => GroupView, 'Group');
const CreateInvitationResult = resultUnion('CreateInvitationResult', () => InvitationView, 'Invitation');
const RevokeInvitationResult = resultUnion('RevokeInvitationResult', () => InvitationSummaryView, 'InvitationSummary');
const AdmitMemberResult = resultUnion('AdmitMemberResult', () => MembershipView, 'Membership');
const LeaveGroupResult = resultUnion('LeaveGroupResult', () => MembershipView, 'Membership');

@Resolver(() => GroupView)
export class GroupResolver {
  constructor(
    @Inject(GroupLoaders) private readonly loaders: GroupLoaders,
    @Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders,
    @Inject(CreateGroup) private readonly createGroupCase: CreateGroup,
    @Inject(ChangeGroupSafety) private readonly changeSafety: ChangeGroupSafety,
    @Inject(CreateInvitation) private readonly createInvitationCase: CreateInvitation,
    @Inject(RevokeInvitation) private readonly revoke: RevokeInvitation,
    @Inject(AdmitMember) private readonly admit: AdmitMember,
    @Inject(LeaveGroup) private readonly leave: LeaveGroup,
    @Inject(Nicknames) private readonly nicknames: Nicknames,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A group that somebody waits before is theirs to enter later, not to look at now. */
  @Query(() => GroupView, { nullable: true })
  @Access(anyone)
  async group(@Args('id', { type: () => ID }) id: string, @Context() context: KringContext): Promise<GroupView | null> {
    if (!isId(id) || membershipIn(context.actor, id)?.state === 'REQUESTED') return null;
    const record = await this.loaders.group(context, id);
    return record && viewGroup(record);
  }

  @ResolveField(() => String)
  async organisationName(@Parent() group: GroupView, @Context() context: KringContext): Promise<string> {
    return (await this.organisations.organisation(context, group.organisationId))?.name ?? '';
  }

  @ResolveField(() => [String], { description: 'First names or pseudonyms of the moderators who read along.' })
  async moderators(@Parent() group: GroupView, @Context() context: KringContext): Promise<string[]> {
    const serving = await this.organisations.serving(context, group.organisationId);
    return serving.filter((staff) => staff.role !== 'ORGANISER').map((staff) => staff.displayName);
  }

  @ResolveField(() => MembershipView, { nullable: true })
  async myMembership(@Parent() group: GroupView, @Context() context: KringContext): Promise<MembershipView | null> {
    const right = membershipIn(context.actor, group.id);
    const record = right && (await this.loaders.membership(context, right.membershipId));
    return record && viewMembership(record);
  }

  @ResolveField(() => [MembershipView], {
    nullable: true,
    description: 'Organisers, moderators and supervisors only; null for others.',
  })
  @Access(staffOfParentOrganisation)
  async admissionRequests(@Parent() group: GroupView, @Context() context: KringContext): Promise<MembershipView[]> {
    return (await this.loaders.requests(context, group.id)).map(viewMembership);
  }

  @ResolveField(() => GroupSafetyView, {
    nullable: true,
    description: 'Organisers, moderators and supervisors only; null for others.',
  })
  @Access(staffOfParentOrganisation)
  safety(@Parent() group: GroupView): GroupSafetyView {
    return group.record.safety;
  }

  @ResolveField(() => [InvitationSummaryView], {
    nullable: true,
    description: 'Organisers only; null for others. The codes themselves are never shown again.',
  })
  @Access(organiserOfParent)
  async invitations(@Parent() group: GroupView, @Context() context: KringContext): Promise<InvitationSummaryView[]> {
    return (await this.loaders.invitations(context, group.id)).map(viewInvitationSummary);
  }

  @Mutation(() => CreateGroupResult)
  @Access(organiserOfNamed('input', 'organisationId'))
  async createGroup(
    @Args('input') input: CreateGroupInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<GroupView | ProblemView> {
    return present(await this.createGroupCase.run(actor, input), language, viewGroup);
  }

  @Mutation(() => ChangeGroupSafetyResult, {
    description: 'Organisers. Counts for what is written from now on; what was written stays as it was read.',
  })
  @Access(anyStaff)
  async changeGroupSafety(
    @Args('input') input: ChangeGroupSafetyInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<GroupView | ProblemView> {
    const { groupId, ...safety } = input;
    return present(await this.changeSafety.run(actor, groupId, safety), language, viewGroup);
  }

  @Mutation(() => CreateInvitationResult)
  @Access(anyStaff)
  async createInvitation(
    @Args('input') input: CreateInvitationInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<InvitationView | ProblemView> {
    const result = await this.createInvitationCase.run(actor, { ...input, uses: input.uses ?? null });
    return present(result, language, ({ id, kind, code, expiresAt, usesLeft }) => ({
      id,
      kind,
      code,
      expiresAt,
      usesLeft,
      url: `${this.settings.publicUrl}/join#${code}`,
    }));
  }

  @Mutation(() => RevokeInvitationResult)
  @Access(anyStaff)
  async revokeInvitation(
    @Args('input') input: RevokeInvitationInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<InvitationSummaryView | ProblemView> {
    return present(await this.revoke.run(actor, input.id), language, viewInvitationSummary);
  }

  @Mutation(() => AdmitMemberResult)
  @Access(anyStaff)
  async admitMember(
    @Args('input') input: AdmitMemberInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<MembershipView | ProblemView> {
    return present(await this.admit.run(actor, { ...input, reason: input.reason ?? null }), language, viewMembership);
  }

  @Mutation(() => LeaveGroupResult)
  @Access(signedIn)
  async leaveGroup(
    @Args('input') input: LeaveGroupInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<MembershipView | ProblemView> {
    return present(await this.leave.run(actor, input), language, viewMembership);
  }

  @Query(() => [String], { description: 'Names nobody has to think up; public.' })
  @Access(anyone)
  nicknameSuggestions(
    @Args('count', { type: () => Int, nullable: true, defaultValue: 6 }) count: number | null,
    @CurrentLanguage() language: Language,
  ): string[] {
    return this.nicknames.suggest(Math.min(Math.max(count ?? 6, 1), 12), language);
  }
}
