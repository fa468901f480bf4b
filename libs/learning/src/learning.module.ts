import { Module } from '@nestjs/common';
import { ModerationModule } from '@kring/moderation';
import { OrganisationsModule } from '@kring/organisations';
import { StoriesModule } from '@kring/stories';
import { LearningResolver } from './graphql/learning.resolver';
import { LearnNightly } from './jobs/learn-nightly';
import { ReadAgain } from './jobs/read-again';
import { RemoteReader } from './remote/remote-reader';
import { Examples } from './storage/examples';
import { LearningStore } from './storage/learning-store';
import { AskRemote } from './use-cases/ask-remote';
import { ChangeLearning } from './use-cases/change-learning';
import { DiscardModels } from './use-cases/discard-models';
import { DrawForAudit } from './use-cases/draw-for-audit';
import { LearnAtHome } from './use-cases/learn-at-home';
import { RaiseAfterReading } from './use-cases/raise-after-reading';
import { ReadAtHome } from './use-cases/read-at-home';

/** What reads posts after the rules: what moderators' decisions taught, chance, and a model that the organisation runs itself. */
@Module({
  imports: [OrganisationsModule, StoriesModule, ModerationModule],
  providers: [
    Examples,
    LearningStore,
    RemoteReader,
    AskRemote,
    ChangeLearning,
    DiscardModels,
    DrawForAudit,
    LearnAtHome,
    RaiseAfterReading,
    ReadAtHome,
    ReadAgain,
    LearnNightly,
    LearningResolver,
  ],
  exports: [LearnAtHome],
})
export class LearningModule {}
