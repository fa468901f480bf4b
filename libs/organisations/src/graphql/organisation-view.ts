import { Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { StaffRole } from '@kring/platform';
import type { OrganisationRecord, StaffRecord } from '../storage/organisations-reader';

export const StaffRoleEnum = { ORGANISER: 'ORGANISER', MODERATOR: 'MODERATOR', SUPERVISOR: 'SUPERVISOR' } as const;
registerEnumType(StaffRoleEnum, { name: 'StaffRole' });

@ObjectType('StaffMember')
export class StaffMemberView {
  @Field(() => ID)
  id!: string;
  @Field()
  displayName!: string;
  @Field(() => StaffRoleEnum)
  role!: StaffRole;
}

@ObjectType('Organisation')
export class OrganisationView {
  /** Not on the wire. */
  record!: OrganisationRecord;
  organisationId!: string;

  @Field(() => ID)
  id!: string;
  @Field()
  name!: string;
}

@ObjectType('StaffPosition')
export class StaffPositionView {
  /** Not on the wire. */
  staffId!: string;

  @Field(() => OrganisationView)
  organisation!: OrganisationView;
  @Field(() => StaffRoleEnum)
  role!: StaffRole;
}

@ObjectType('StaffInvitation')
export class StaffInvitationView {
  @Field(() => ID)
  id!: string;
  @Field({ description: 'Shown once.' })
  code!: string;
  @Field()
  url!: string;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
}

@ObjectType('StaffInvitationPreview')
export class StaffInvitationPreviewView {
  @Field()
  organisationName!: string;
  @Field(() => StaffRoleEnum)
  role!: StaffRole;
  @Field()
  displayName!: string;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
}

@InputType('InviteStaffInput')
export class InviteStaffInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => StaffRoleEnum)
  role!: StaffRole;
  @Field({ description: 'What members and colleagues see: a first name or a pseudonym.' })
  displayName!: string;
}

@InputType('AcceptStaffInvitationInput')
export class AcceptStaffInvitationInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field()
  code!: string;
  @Field()
  signInName!: string;
  @Field()
  passphrase!: string;
}

export function viewStaff(record: StaffRecord): StaffMemberView {
  return { id: record.id, displayName: record.displayName, role: record.role };
}

export function viewOrganisation(record: OrganisationRecord): OrganisationView {
  return { record, organisationId: record.organisationId, id: record.organisationId, name: record.name };
}
