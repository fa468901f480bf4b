export { GroupView, MembershipView, viewGroup, viewMembership } from './graphql/group-view';
export { QuietHoursView, viewQuietHours } from './graphql/quiet-hours-view';
export { GroupLoaders } from './graphql/group-loaders';
