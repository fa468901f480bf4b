import { Module } from '@nestjs/common';
import { IdentityModule } from '@kring/identity';
import { OrganisationLoaders } from './graphql/organisation-loaders';
import { OrganisationResolver, StaffPositionsResolver } from './graphql/organisation.resolver';
import { OrganisationsReader, StaffReader } from './storage/organisations-reader';
import { AcceptStaffInvitation } from './use-cases/accept-staff-invitation';
import { FoundOrganisation } from './use-cases/found-organisation';
import { InviteStaff } from './use-cases/invite-staff';

/** Tenants and the people who work for them. */
@Module({
  imports: [IdentityModule],
  providers: [
    OrganisationsReader,
    StaffReader,
    OrganisationLoaders,
    FoundOrganisation,
    InviteStaff,
    AcceptStaffInvitation,
    OrganisationResolver,
    StaffPositionsResolver,
  ],
  exports: [
    OrganisationsReader,
    StaffReader,
    OrganisationLoaders,
    FoundOrganisation,
    InviteStaff,
    AcceptStaffInvitation,
  ],
})
export class OrganisationsModule {}
