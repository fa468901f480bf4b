import { Module } from '@nestjs/common';
import { AsidesModule } from '@kring/asides';
import { GroupsModule } from '@kring/groups';
import { IdentityModule } from '@kring/identity';
import { ModerationModule } from '@kring/moderation';
import { OrganisationsModule } from '@kring/organisations';
import { StoriesModule } from '@kring/stories';
import { HandOverLineResolver } from './graphql/hand-over-line.resolver';
import { MemberHistoryResolver } from './graphql/member-history.resolver';
import { WatchNoteResolver, WatchResolver } from './graphql/watch.resolver';
import { FollowCrises } from './jobs/follow-crises';
import { LookAfterWatched } from './jobs/look-after-watched';
import { TellHandOvers } from './jobs/tell-hand-overs';
import { Watches } from './storage/watches';
import { ChangeWatch, EndWatch } from './use-cases/change-watch';
import { LookAfter } from './use-cases/look-after';
import { ProposeWatch } from './use-cases/propose-watch';
import { WatchOver } from './use-cases/watch-over';

/** Members whom the team watches over. */
@Module({
  imports: [IdentityModule, OrganisationsModule, GroupsModule, StoriesModule, AsidesModule, ModerationModule],
  providers: [
    Watches,
    WatchOver,
    ChangeWatch,
    EndWatch,
    LookAfter,
    ProposeWatch,
    FollowCrises,
    LookAfterWatched,
    WatchResolver,
    WatchNoteResolver,
    MemberHistoryResolver,
    HandOverLineResolver,
    TellHandOvers,
  ],
  exports: [Watches, LookAfter],
})
export class CareModule {}
