import { Module } from '@nestjs/common';
import { AsidesModule } from '@kring/asides';
import { GuidanceModule } from '@kring/guidance';
import { OrganisationsModule } from '@kring/organisations';
import { StoriesModule } from '@kring/stories';
import { ReviewItemAlarmsResolver } from './graphql/aside-alarms.resolver';
import { FlagResolver } from './graphql/flag.resolver';
import { InterventionResolver, SteeringResolver } from './graphql/intervention.resolver';
import { ModerationLoaders } from './graphql/moderation-loaders';
import { JudgementByResolver, JudgementResolver, ThreadJudgementsResolver } from './graphql/judgement.resolver';
import { PostSubmittedResolver, WordsCheckResolver } from './graphql/post-submitted.resolver';
import { ClaimResolver, DecisionResolver, ReviewItemResolver } from './graphql/review-item.resolver';
import { ClimatePointResolver, ThreadClimateResolver } from './graphql/thread-climate.resolver';
import { FollowAsides } from './jobs/follow-asides';
import { FollowFlags } from './jobs/follow-flags';
import { FollowPosts } from './jobs/follow-posts';
import { ForgetNotes } from './jobs/forget-notes';
import { SecondLook } from './jobs/second-look';
import { WatchCrises } from './jobs/watch-crises';
import { Climates } from './storage/climates';
import { Flags } from './storage/flags';
import { Interventions } from './storage/interventions';
import { Judgements } from './storage/judgements';
import { ReviewItems } from './storage/review-items';
import { AnnounceReviewItem } from './use-cases/announce-review-item';
import { CarryOut } from './use-cases/carry-out';
import { ClaimReviewItem } from './use-cases/claim-review-item';
import { Intervene } from './use-cases/intervene';
import { JudgeClimate } from './use-cases/judge-climate';
import { JudgePost } from './use-cases/judge-post';
import { RaiseFlag } from './use-cases/raise-flag';
import { RaiseReviewItem } from './use-cases/raise-review-item';
import { ReadReviewItems } from './use-cases/read-review-items';
import { RecheckClimate } from './use-cases/recheck-climate';
import { ReleaseReviewItem } from './use-cases/release-review-item';
import { ResolveReviewItem } from './use-cases/resolve-review-item';
import { ResumeRechecks } from './use-cases/resume-rechecks';
import { TakeUpFlag } from './use-cases/take-up-flag';
import { UndoIntervention } from './use-cases/undo-intervention';
import { UpdateClimate } from './use-cases/update-climate';

const storage = [Climates, Flags, Interventions, Judgements, ReviewItems];
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
];
const inside = [AnnounceReviewItem, CarryOut, RaiseReviewItem, TakeUpFlag];
const jobs = [FollowPosts, FollowFlags, FollowAsides, ForgetNotes, SecondLook, WatchCrises];
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
  ReviewItemAlarmsResolver,
];

/** Flags, climate, review items, claims, decisions, interventions. */
@Module({
  imports: [OrganisationsModule, StoriesModule, GuidanceModule, AsidesModule],
  providers: [...storage, ...open, ...inside, ...jobs, ...resolvers],
  exports: [...open, ReviewItems],
})
export class ModerationModule {}
