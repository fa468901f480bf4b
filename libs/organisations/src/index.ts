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
export { dutyEnded } from './events';
export { isOn, shareGroup } from './domain/duty';
export { Duties, type DutyRecord } from './storage/duties';
export { OnCall } from './storage/on-call';
export { StaffingReader } from './storage/staffing-reader';
export { StartDuty } from './use-cases/start-duty';
export { EachOrganisation } from './jobs/each-organisation';
export { EndDuty } from './use-cases/end-duty';
export { AddRotaShift } from './use-cases/add-rota-shift';
