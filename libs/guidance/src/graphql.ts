export { HelpCardView, HelplineView } from './graphql/helpline-view';
