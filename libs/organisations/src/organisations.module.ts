import { Module } from '@nestjs/common';
import { IdentityModule } from '@kring/identity';
import { OrganisationLoaders } from './graphql/organisation-loaders';
import { OrganisationResolver, StaffPositionsResolver } from './graphql/organisation.resolver';
import { RotaLoaders } from './graphql/rota-loaders';
import {
  DutyResolver,
  OnCallResolver,
  OrganisationRotaResolver,
  PositionDutyResolver,
  RotaShiftResolver,
} from './graphql/rota.resolver';
import { EachOrganisation } from './jobs/each-organisation';
import { EndDuties } from './jobs/end-duties';
import { Duties } from './storage/duties';
import { OnCall } from './storage/on-call';
import { OrganisationsReader, StaffReader } from './storage/organisations-reader';
import { Rota } from './storage/rota';
import { StaffingReader } from './storage/staffing-reader';
import { AcceptStaffInvitation } from './use-cases/accept-staff-invitation';
import { AddRotaShift } from './use-cases/add-rota-shift';
import { EndDuty } from './use-cases/end-duty';
import { FoundOrganisation } from './use-cases/found-organisation';
import { InviteStaff } from './use-cases/invite-staff';
import { RemoveRotaShift } from './use-cases/remove-rota-shift';
import { SetOnCall } from './use-cases/set-on-call';
import { StartDuty } from './use-cases/start-duty';

const open = [
  OrganisationsReader,
  StaffReader,
  StaffingReader,
  OrganisationLoaders,
  RotaLoaders,
  Duties,
  OnCall,
  FoundOrganisation,
  InviteStaff,
  AcceptStaffInvitation,
  StartDuty,
  EndDuty,
  EachOrganisation,
];

/** Tenants, the people who work for them, and when they do. */
@Module({
  imports: [IdentityModule],
  providers: [
    ...open,
    Rota,
    AddRotaShift,
    RemoveRotaShift,
    SetOnCall,
    EndDuties,
    OrganisationResolver,
    StaffPositionsResolver,
    OrganisationRotaResolver,
    RotaShiftResolver,
    DutyResolver,
    OnCallResolver,
    PositionDutyResolver,
  ],
  exports: open,
})
export class OrganisationsModule {}
