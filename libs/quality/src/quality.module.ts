import { Module } from '@nestjs/common';
import { GroupsModule } from '@kring/groups';
import { ModerationModule } from '@kring/moderation';
import { OrganisationsModule } from '@kring/organisations';
import { StoriesModule } from '@kring/stories';
import {
  BlindDecisionResolver,
  BlindReadingPartsResolver,
  BlindReadingResolver,
} from './graphql/blind-reading.resolver';
import { QualityGroupsResolver, QualityResolver } from './graphql/quality.resolver';
import { FollowDecisions } from './jobs/follow-decisions';
import { KeepReadings } from './jobs/keep-readings';
import { BlindReadings } from './storage/blind-readings';
import { Draws } from './storage/draws';
import { Partakers } from './storage/partakers';
import { ReadPosts } from './storage/read-posts';
import { ChooseShare } from './use-cases/choose-share';
import { DrawBlindReading } from './use-cases/draw-blind-reading';
import { LookAfterReadings } from './use-cases/look-after-readings';
import { ReadAgain } from './use-cases/read-again';
import { ReadQuality } from './use-cases/read-quality';
import { TalkAbout } from './use-cases/talk-about';

/** Decisions that are read again without knowing the first, and how much two people agree. */
@Module({
  imports: [OrganisationsModule, GroupsModule, StoriesModule, ModerationModule],
  providers: [
    BlindReadings,
    Draws,
    Partakers,
    ReadPosts,
    ChooseShare,
    DrawBlindReading,
    LookAfterReadings,
    ReadAgain,
    ReadQuality,
    TalkAbout,
    FollowDecisions,
    KeepReadings,
    BlindReadingResolver,
    BlindReadingPartsResolver,
    BlindDecisionResolver,
    QualityResolver,
    QualityGroupsResolver,
  ],
  exports: [LookAfterReadings],
})
export class QualityModule {}
