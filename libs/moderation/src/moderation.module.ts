import { Module } from '@nestjs/common';
import { GuidanceModule } from '@kring/guidance';
import { OrganisationsModule } from '@kring/organisations';
import { StoriesModule } from '@kring/stories';
import { CrisisCallResolver, ItemCallsResolver } from './graphql/crisis-call.resolver';
import { FlagResolver } from './graphql/flag.resolver';
import { HandOverLoaders } from './graphql/hand-over-loaders';
import { HandOverLineResolver, HandOverResolver } from './graphql/hand-over.resolver';
import { InterventionResolver, SteeringResolver } from './graphql/intervention.resolver';
import { ModerationLoaders } from './graphql/moderation-loaders';
import { JudgementByResolver, JudgementResolver, ThreadJudgementsResolver } from './graphql/judgement.resolver';
import { ItemNoteResolver, PassOnResolver } from './graphql/pass-on.resolver';
import { PostSubmittedResolver, WordsCheckResolver } from './graphql/post-submitted.resolver';
import { ClaimResolver, DecisionResolver, ReviewItemResolver } from './graphql/review-item.resolver';
import { ClimatePointResolver, ThreadClimateResolver } from './graphql/thread-climate.resolver';
import { CallForCrises } from './jobs/call-for-crises';
import { FollowDuties } from './jobs/follow-duties';
import { FollowFlags } from './jobs/follow-flags';
import { FollowPosts } from './jobs/follow-posts';
import { ForgetNotes } from './jobs/forget-notes';
import { SecondLook } from './jobs/second-look';
import { WatchCrises } from './jobs/watch-crises';
import { Climates } from './storage/climates';
import { CrisisCalls } from './storage/crisis-calls';
import { Flags } from './storage/flags';
import { HandOvers } from './storage/hand-overs';
import { Interventions } from './storage/interventions';
import { ItemNotes } from './storage/item-notes';
import { Judgements } from './storage/judgements';
import { ReviewItems } from './storage/review-items';
import { AnnounceReviewItem } from './use-cases/announce-review-item';
import { BreakClaim } from './use-cases/break-claim';
import { CallForCrisis } from './use-cases/call-for-crisis';
import { CarryOut } from './use-cases/carry-out';
import { ClaimReviewItem } from './use-cases/claim-review-item';
import { EndOwnDuty } from './use-cases/end-own-duty';
import { HandReviewItem } from './use-cases/hand-review-item';
import { Intervene } from './use-cases/intervene';
import { JudgeClimate } from './use-cases/judge-climate';
import { JudgePost } from './use-cases/judge-post';
import { NoteReviewItem } from './use-cases/note-review-item';
import { PassOnItem } from './use-cases/pass-on-item';
import { RaiseFlag } from './use-cases/raise-flag';
import { RaiseReviewItem } from './use-cases/raise-review-item';
import { ReadCrisisCalls } from './use-cases/read-crisis-calls';
import { ReadHandOvers } from './use-cases/read-hand-overs';
import { ReadReviewItems } from './use-cases/read-review-items';
import { RecheckClimate } from './use-cases/recheck-climate';
import { ReleaseReviewItem } from './use-cases/release-review-item';
import { ResolveReviewItem } from './use-cases/resolve-review-item';
import { ResumeRechecks } from './use-cases/resume-rechecks';
import { TakeUpFlag } from './use-cases/take-up-flag';
import { UndoIntervention } from './use-cases/undo-intervention';
import { UpdateClimate } from './use-cases/update-climate';
import { WatchCrisis } from './use-cases/watch-crisis';
import { WriteHandOver } from './use-cases/write-hand-over';

const storage = [Climates, CrisisCalls, HandOvers, ItemNotes, Flags, Interventions, Judgements, ReviewItems];
const open = [
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
  UpdateClimate,
  EndOwnDuty,
  CallForCrisis,
  ReadCrisisCalls,
  ReadHandOvers,
  HandReviewItem,
  BreakClaim,
  NoteReviewItem,
];
const inside = [AnnounceReviewItem, CarryOut, PassOnItem, WatchCrisis, WriteHandOver, RaiseReviewItem, TakeUpFlag];
const jobs = [CallForCrises, FollowDuties, FollowPosts, FollowFlags, ForgetNotes, SecondLook, WatchCrises];
const resolvers = [
  ModerationLoaders,
  ReviewItemResolver,
  ClaimResolver,
  DecisionResolver,
  FlagResolver,
  SteeringResolver,
  InterventionResolver,
  ThreadClimateResolver,
  ClimatePointResolver,
  PostSubmittedResolver,
  WordsCheckResolver,
  JudgementResolver,
  ThreadJudgementsResolver,
  JudgementByResolver,
  HandOverLoaders,
  HandOverResolver,
  HandOverLineResolver,
  PassOnResolver,
  ItemNoteResolver,
  ItemCallsResolver,
  CrisisCallResolver,
];

/** Flags, climate, review items, claims, decisions, interventions. */
@Module({
  imports: [OrganisationsModule, StoriesModule, GuidanceModule],
  providers: [...storage, ...open, ...inside, ...jobs, ...resolvers],
  exports: [...open, ReviewItems],
})
export class ModerationModule {}
