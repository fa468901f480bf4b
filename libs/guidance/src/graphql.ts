export { HelpCardView, HelplineView, viewHelpline } from './graphql/helpline-view';
