export { OrganisationView, StaffMemberView, viewOrganisation, viewStaff } from './graphql/organisation-view';
export { OrganisationLoaders } from './graphql/organisation-loaders';
