export {
  OrganisationView,
  StaffMemberView,
  StaffRoleEnum,
  viewOrganisation,
  viewStaff,
} from './graphql/organisation-view';
export { OrganisationLoaders } from './graphql/organisation-loaders';
