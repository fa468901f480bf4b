export {
  ClimateEnum,
  DecisionKindEnum,
  FlagReasonEnum,
  InterventionKindEnum,
  ReviewItemStateEnum,
} from './graphql/enums';
export {
  ReviewItemView,
  FlagView,
  ClaimView,
  DecisionView,
  viewReviewItem,
  viewFlag,
} from './graphql/review-item-view';
export { HandOverLineView } from './graphql/hand-over-view';
export { MemberHistoryView } from './graphql/guidance-view';
export { StatementView, AppealView, AppealFiguresView } from './graphql/statement-view';
export { InterventionView, InterventionDoneView, viewIntervention } from './graphql/intervention-view';
export { ClimatePointView, ClimateComponentView, viewComponents } from './graphql/climate-view';
