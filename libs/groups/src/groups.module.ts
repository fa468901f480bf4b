import { Module } from '@nestjs/common';
import { IdentityModule } from '@kring/identity';
import { OrganisationsModule } from '@kring/organisations';
import { GroupLoaders } from './graphql/group-loaders';
import { GroupResolver } from './graphql/group.resolver';
import {
  MembershipResolver,
  OrganisationGroupsResolver,
  ViewerMembershipsResolver,
} from './graphql/membership.resolver';
import { GroupDutyResolver } from './graphql/group-duty.resolver';
import { GroupNightResolver } from './graphql/group-night.resolver';
import { JoinResolver } from './graphql/join.resolver';
import { ForgetLeaver } from './jobs/forget-leaver';
import { EndPauses } from './jobs/end-pauses';
import { LeaveAgain } from './jobs/leave-again';
import { Nicknames } from './nicknames';
import { GroupsReader } from './storage/groups-reader';
import { Measures } from './storage/measures';
import { AdmitMember } from './use-cases/admit-member';
import { ChangeGroupDuty } from './use-cases/change-group-duty';
import { ChangeGroupNight } from './use-cases/change-group-night';
import { ChangeGroupSafety } from './use-cases/change-group-safety';
import { CreateGroup } from './use-cases/create-group';
import { CreateInvitation } from './use-cases/create-invitation';
import { EndPause } from './use-cases/end-pause';
import { JoinAnotherGroup, JoinGroup } from './use-cases/join-group';
import { LeaveGroup } from './use-cases/leave-group';
import { MoveMembership } from './use-cases/move-membership';
import { ReadFarewells } from './use-cases/read-farewells';
import { RedeemInvitation } from './use-cases/redeem-invitation';
import { RevokeInvitation } from './use-cases/revoke-invitation';
import { SteerMember } from './use-cases/steer-member';

const open = [
  GroupsReader,
  GroupLoaders,
  CreateGroup,
  ChangeGroupDuty,
  ChangeGroupNight,
  ChangeGroupSafety,
  CreateInvitation,
  RevokeInvitation,
  RedeemInvitation,
  JoinGroup,
  JoinAnotherGroup,
  AdmitMember,
  LeaveGroup,
  MoveMembership,
  Measures,
  SteerMember,
  EndPause,
];

/** Closed groups: charters, invitations, memberships. */
@Module({
  imports: [IdentityModule, OrganisationsModule],
  providers: [
    ...open,
    Nicknames,
    ForgetLeaver,
    LeaveAgain,
    EndPauses,
    ReadFarewells,
    GroupResolver,
    GroupDutyResolver,
    GroupNightResolver,
    MembershipResolver,
    ViewerMembershipsResolver,
    OrganisationGroupsResolver,
    JoinResolver,
  ],
  exports: open,
})
export class GroupsModule {}
