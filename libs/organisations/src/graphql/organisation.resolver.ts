import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { OneTimeCodeSetupView, replyOf, ViewerView } from '@kring/identity/graphql';
import {
  Access,
  type AccountActor,
  anyone,
  CurrentActor,
  CurrentLanguage,
  type KringContext,
  type Language,
  leadOfParent,
  organiserOfNamed,
  present,
  type ProblemView,
  resultUnion,
  SETTINGS,
  type Settings,
} from '@kring/platform';
import { AcceptStaffInvitation } from '../use-cases/accept-staff-invitation';
import { InviteStaff } from '../use-cases/invite-staff';
import { OrganisationLoaders } from './organisation-loaders';
import {
  AcceptStaffInvitationInputView,
  InviteStaffInputView,
  OrganisationView,
  StaffInvitationPreviewView,
  StaffInvitationView,
  StaffMemberView,
  StaffPositionView,
  viewOrganisation,
  viewStaff,
} from './organisation-view';

const InviteStaffResult = resultUnion('InviteStaffResult', () => StaffInvitationView, 'StaffInvitation');
const AcceptStaffInvitationResult = resultUnion(
  'AcceptStaffInvitationResult',
  () => OneTimeCodeSetupView,
  'OneTimeCodeSetup',
);

@Resolver(() => OrganisationView)
export class OrganisationResolver {
  constructor(
    @Inject(OrganisationLoaders) private readonly loaders: OrganisationLoaders,
    @Inject(InviteStaff) private readonly invite: InviteStaff,
    @Inject(AcceptStaffInvitation) private readonly accept: AcceptStaffInvitation,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @ResolveField(() => [StaffMemberView], {
    nullable: true,
    description: 'Organisers and supervisors only; null for others.',
  })
  @Access(leadOfParent)
  async staff(@Parent() organisation: OrganisationView, @Context() context: KringContext): Promise<StaffMemberView[]> {
    return (await this.loaders.serving(context, organisation.id)).map(viewStaff);
  }

  @Query(() => StaffInvitationPreviewView, { nullable: true })
  @Access(anyone)
  staffInvitation(
    @Args('code') code: string,
    @Context() context: KringContext,
  ): Promise<StaffInvitationPreviewView | null> {
    return this.accept.preview(code, replyOf(context));
  }

  @Mutation(() => InviteStaffResult)
  @Access(organiserOfNamed('input', 'organisationId'))
  async inviteStaff(
    @Args('input') input: InviteStaffInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<StaffInvitationView | ProblemView> {
    const result = await this.invite.run(actor, input);
    return present(result, language, (made) => ({
      ...made,
      url: `${this.settings.publicUrl}/staff/join#${made.code}`,
    }));
  }

  @Mutation(() => AcceptStaffInvitationResult)
  @Access(anyone)
  async acceptStaffInvitation(
    @Args('input') input: AcceptStaffInvitationInputView,
    @Context() context: KringContext,
  ): Promise<OneTimeCodeSetupView | ProblemView> {
    const result = await this.accept.run(input, replyOf(context));
    return present(result, context.language, (setup) => ({ __typename: 'OneTimeCodeSetup' as const, ...setup }));
  }
}

@Resolver(() => ViewerView)
export class StaffPositionsResolver {
  constructor(@Inject(OrganisationLoaders) private readonly loaders: OrganisationLoaders) {}

  @ResolveField(() => [StaffPositionView])
  async staffPositions(@Parent() viewer: ViewerView, @Context() context: KringContext): Promise<StaffPositionView[]> {
    const positions = await Promise.all(
      viewer.actor.staff.map(async (right) => {
        const record = await this.loaders.organisation(context, right.organisationId);
        return record && { organisation: viewOrganisation(record), role: right.role, staffId: right.staffId };
      }),
    );
    return positions.filter((position) => position !== null);
  }
}
