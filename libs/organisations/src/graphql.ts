export {
  OrganisationView,
  StaffMemberView,
  StaffRoleEnum,
  viewOrganisation,
  viewStaff,
} from './graphql/organisation-view';
export { OrganisationLoaders } from './graphql/organisation-loaders';
export { RotaLoaders } from './graphql/rota-loaders';
export { DutyView, viewDuty } from './graphql/rota-view';
