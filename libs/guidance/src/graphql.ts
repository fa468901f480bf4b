export { HelpCardView, HelplineView, viewHelpline } from './graphql/helpline-view';
export { GuidelineTopicEnum } from './graphql/enums';
