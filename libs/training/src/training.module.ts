import { Module } from '@nestjs/common';
import { GuidanceModule } from '@kring/guidance';
import { OrganisationsModule } from '@kring/organisations';
import { PracticeDeskResolver } from './graphql/practice-desk.resolver';
import { PracticeCommentResolver, PracticeRunResolver } from './graphql/practice-run.resolver';
import { ForgetPractice } from './jobs/forget-practice';
import { PracticeRuns } from './storage/practice-runs';
import { PracticeScripts } from './storage/practice-scripts';
import { CommentOnPractice } from './use-cases/comment-on-practice';
import { ErasePractice } from './use-cases/erase-practice';
import { LookInPractice } from './use-cases/look-in-practice';
import { PacePractice } from './use-cases/pace-practice';
import { ResolvePractice } from './use-cases/resolve-practice';
import { StartPractice } from './use-cases/start-practice';
import { SteerPractice } from './use-cases/steer-practice';
import { TakeStep } from './use-cases/take-step';
import { UndoInPractice } from './use-cases/undo-in-practice';

/** Threads with people who do not exist, for moderators to practise on. */
@Module({
  imports: [OrganisationsModule, GuidanceModule],
  providers: [
    PracticeRuns,
    PracticeScripts,
    TakeStep,
    StartPractice,
    LookInPractice,
    SteerPractice,
    UndoInPractice,
    PacePractice,
    ResolvePractice,
    CommentOnPractice,
    ErasePractice,
    ForgetPractice,
    PracticeDeskResolver,
    PracticeRunResolver,
    PracticeCommentResolver,
  ],
  exports: [ErasePractice],
})
export class TrainingModule {}
