export { GroupView, MembershipView, viewGroup, viewMembership } from './graphql/group-view';
export { GroupLoaders } from './graphql/group-loaders';
