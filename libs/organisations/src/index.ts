export { OrganisationsModule } from './organisations.module';
export {
  OrganisationsReader,
  StaffReader,
  type OrganisationRecord,
  type StaffRecord,
} from './storage/organisations-reader';
export { FoundOrganisation, type Founded } from './use-cases/found-organisation';
export { InviteStaff } from './use-cases/invite-staff';
export { AcceptStaffInvitation } from './use-cases/accept-staff-invitation';
