import { Module } from '@nestjs/common';
import { AsidesModule } from '@kring/asides';
import { GroupsModule } from '@kring/groups';
import { IdentityModule } from '@kring/identity';
import { GuidanceModule } from '@kring/guidance';
import { OrganisationsModule } from '@kring/organisations';
import { StoriesModule } from '@kring/stories';
import { FollowUps } from './follow-up';
import { ReviewItemAlarmsResolver } from './graphql/aside-alarms.resolver';
import { CrisisCallResolver, ItemCallsResolver } from './graphql/crisis-call.resolver';
import { GuidanceResolver, SimilarDecisionResolver } from './graphql/guidance.resolver';
import { FlagResolver } from './graphql/flag.resolver';
import { HandOverLoaders } from './graphql/hand-over-loaders';
import { HandOverLineResolver, HandOverResolver } from './graphql/hand-over.resolver';
import { InterventionResolver, SteeringResolver } from './graphql/intervention.resolver';
import { MemberSteeringResolver } from './graphql/member-steering.resolver';
import { SteeringAnswers } from './graphql/steering-answers';
import { ModerationLoaders } from './graphql/moderation-loaders';
import { JudgementByResolver, JudgementResolver, ThreadJudgementsResolver } from './graphql/judgement.resolver';
import { ItemNoteResolver, PassOnResolver } from './graphql/pass-on.resolver';
import { PostSubmittedResolver, WordsCheckResolver } from './graphql/post-submitted.resolver';
import { OrganisationPromptsResolver, PromptResolver } from './graphql/prompt.resolver';
import { ThreadReferralsResolver } from './graphql/referral.resolver';
import { ClaimResolver, DecisionResolver, ReviewItemResolver } from './graphql/review-item.resolver';
import { ClimatePointResolver, ThreadClimateResolver } from './graphql/thread-climate.resolver';
import { SavedViewResolver } from './graphql/saved-view.resolver';
import { StatementLoaders } from './graphql/statement-loaders';
import {
  OrganisationAppealsResolver,
  PostStatementResolver,
  ReviewItemStatementResolver,
  StatementResolver,
  ViewerStatementsResolver,
} from './graphql/statement.resolver';
import { SteeringFiguresResolver } from './graphql/steering-figures.resolver';
import { FollowAppeals } from './jobs/follow-appeals';
import { CallForCrises } from './jobs/call-for-crises';
import { FollowDuties } from './jobs/follow-duties';
import { FollowAsides } from './jobs/follow-asides';
import { FollowFlags } from './jobs/follow-flags';
import { FollowPosts } from './jobs/follow-posts';
import { ForgetNotes } from './jobs/forget-notes';
import { SecondLook } from './jobs/second-look';
import { WatchCrises } from './jobs/watch-crises';
import { Appeals } from './storage/appeals';
import { Climates } from './storage/climates';
import { CrisisCalls } from './storage/crisis-calls';
import { EarlierDecisions } from './storage/earlier-decisions';
import { Flags } from './storage/flags';
import { HandOvers } from './storage/hand-overs';
import { Interventions } from './storage/interventions';
import { ItemNotes } from './storage/item-notes';
import { Judgements } from './storage/judgements';
import { MemberHistories } from './storage/member-histories';
import { Prompts } from './storage/prompts';
import { RecheckChoices } from './storage/recheck-choices';
import { ReferralOffers } from './storage/referral-offers';
import { ReviewItems } from './storage/review-items';
import { ReviewQueue } from './storage/review-queue';
import { SavedViews } from './storage/saved-views';
import { Statements } from './storage/statements';
import { SteeringCounts } from './storage/steering-counts';
import { AnnounceReviewItem } from './use-cases/announce-review-item';
import { AskColleagues } from './use-cases/ask-colleagues';
import { MendNote } from './use-cases/mend-note';
import { ReadMention } from './use-cases/read-mention';
import { Mentions } from './storage/mentions';
import { MentionResolver } from './graphql/mention.resolver';
import { AskAgain } from './use-cases/ask-again';
import { BeginWithView } from './use-cases/begin-with-view';
import { BreakClaim } from './use-cases/break-claim';
import { CallForCrisis } from './use-cases/call-for-crisis';
import { CarryOut } from './use-cases/carry-out';
import { ChangeRecheck } from './use-cases/change-recheck';
import { ClaimReviewItem } from './use-cases/claim-review-item';
import { CompleteAsk } from './use-cases/complete-ask';
import { DecideAppeal } from './use-cases/decide-appeal';
import { EndOwnDuty } from './use-cases/end-own-duty';
import { FollowSplit } from './use-cases/follow-split';
import { GiveReasons } from './use-cases/give-reasons';
import { HandReviewItem } from './use-cases/hand-review-item';
import { Intervene } from './use-cases/intervene';
import { JudgeOfAppeal } from './use-cases/judge-of-appeal';
import { JudgeClimate } from './use-cases/judge-climate';
import { JudgePost } from './use-cases/judge-post';
import { KeepPrompt } from './use-cases/keep-prompt';
import { KeepView } from './use-cases/keep-view';
import { NoteReviewItem } from './use-cases/note-review-item';
import { PassOnItem } from './use-cases/pass-on-item';
import { RaiseFlag } from './use-cases/raise-flag';
import { RaiseReviewItem } from './use-cases/raise-review-item';
import { ReadClimate } from './use-cases/read-climate';
import { ReadCrisisCalls } from './use-cases/read-crisis-calls';
import { ReadGuidance } from './use-cases/read-guidance';
import { ReadHandOvers } from './use-cases/read-hand-overs';
import { ReadMemberHistory } from './use-cases/read-member-history';
import { ReadReviewItems } from './use-cases/read-review-items';
import { OwnStatements } from './use-cases/own-statements';
import { ReadStatements } from './use-cases/read-statements';
import { ReadSteeringFigures } from './use-cases/read-steering-figures';
import { RecheckClimate } from './use-cases/recheck-climate';
import { ReleaseReviewItem } from './use-cases/release-review-item';
import { RemoveView } from './use-cases/remove-view';
import { ResolveReviewItem } from './use-cases/resolve-review-item';
import { ResumeRechecks } from './use-cases/resume-rechecks';
import { SetRechecks } from './use-cases/set-rechecks';
import { TakeUpAppeal } from './use-cases/take-up-appeal';
import { TakeUpFlag } from './use-cases/take-up-flag';
import { UndoIntervention } from './use-cases/undo-intervention';
import { UpdateClimate } from './use-cases/update-climate';
import { WatchCrisis } from './use-cases/watch-crisis';
import { WriteHandOver } from './use-cases/write-hand-over';

const storage = [
  Appeals,
  Climates,
  CrisisCalls,
  EarlierDecisions,
  Flags,
  HandOvers,
  Interventions,
  ItemNotes,
  Judgements,
  MemberHistories,
  Mentions,
  Prompts,
  RecheckChoices,
  ReferralOffers,
  ReviewItems,
  ReviewQueue,
  SavedViews,
  Statements,
  SteeringCounts,
];
const open = [
  FollowUps,
  RaiseFlag,
  ClaimReviewItem,
  ReleaseReviewItem,
  ResolveReviewItem,
  Intervene,
  UndoIntervention,
  ReadReviewItems,
  RecheckClimate,
  ResumeRechecks,
  JudgeClimate,
  JudgePost,
  KeepPrompt,
  UpdateClimate,
  AskAgain,
  DecideAppeal,
  EndOwnDuty,
  CallForCrisis,
  ReadCrisisCalls,
  ReadHandOvers,
  HandReviewItem,
  BreakClaim,
  NoteReviewItem,
  KeepView,
  RemoveView,
  BeginWithView,
  ChangeRecheck,
  ReadSteeringFigures,
  MendNote,
  ReadMention,
];
const inside = [
  AnnounceReviewItem,
  AskColleagues,
  CarryOut,
  CompleteAsk,
  FollowSplit,
  GiveReasons,
  JudgeOfAppeal,
  PassOnItem,
  RaiseReviewItem,
  ReadClimate,
  ReadGuidance,
  ReadMemberHistory,
  OwnStatements,
  ReadStatements,
  SetRechecks,
  TakeUpAppeal,
  TakeUpFlag,
  WatchCrisis,
  WriteHandOver,
];
const jobs = [
  CallForCrises,
  FollowAppeals,
  FollowAsides,
  FollowDuties,
  FollowFlags,
  FollowPosts,
  ForgetNotes,
  SecondLook,
  WatchCrises,
];
const resolvers = [
  ModerationLoaders,
  SteeringAnswers,
  MemberSteeringResolver,
  ReviewItemResolver,
  ClaimResolver,
  DecisionResolver,
  FlagResolver,
  GuidanceResolver,
  SimilarDecisionResolver,
  SteeringResolver,
  InterventionResolver,
  ThreadClimateResolver,
  ClimatePointResolver,
  PostSubmittedResolver,
  WordsCheckResolver,
  JudgementResolver,
  ThreadJudgementsResolver,
  JudgementByResolver,
  PromptResolver,
  ThreadReferralsResolver,
  OrganisationPromptsResolver,
  StatementLoaders,
  StatementResolver,
  PostStatementResolver,
  ViewerStatementsResolver,
  ReviewItemStatementResolver,
  OrganisationAppealsResolver,
  HandOverLoaders,
  HandOverResolver,
  HandOverLineResolver,
  PassOnResolver,
  ItemNoteResolver,
  MentionResolver,
  ItemCallsResolver,
  CrisisCallResolver,
  ReviewItemAlarmsResolver,
  SavedViewResolver,
  SteeringFiguresResolver,
];

/** Flags, climate, review items, claims, decisions, interventions. */
@Module({
  imports: [IdentityModule, AsidesModule, GroupsModule, OrganisationsModule, StoriesModule, GuidanceModule],
  providers: [...storage, ...open, ...inside, ...jobs, ...resolvers],
  exports: [...open, Appeals, ReviewItems, ReviewQueue],
})
export class ModerationModule {}
