export { GroupsModule } from './groups.module';
export {
  GroupsReader,
  type GroupRecord,
  type GroupSafety,
  type MembershipRecord,
  type ModerationMode,
} from './storage/groups-reader';
export { type MembershipState, membershipMoves } from './domain/membership-moves';
export { membershipLeft, membershipRemoved } from './events';
export { ChangeGroupNight } from './use-cases/change-group-night';
export { ChangeGroupSafety } from './use-cases/change-group-safety';
export { CreateGroup } from './use-cases/create-group';
export { CreateInvitation } from './use-cases/create-invitation';
export { JoinAnotherGroup, JoinGroup } from './use-cases/join-group';
export { AdmitMember } from './use-cases/admit-member';
export { MoveMembership } from './use-cases/move-membership';
export { Measures } from './storage/measures';
export { type MemberMeasures, noMeasures, postsWait } from './domain/member-measures';
export { SteerMember } from './use-cases/steer-member';
export { EndPause } from './use-cases/end-pause';
export { rulesOf } from './domain/charter-rules';
