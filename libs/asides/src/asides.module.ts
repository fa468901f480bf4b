import { Module } from '@nestjs/common';
import { GroupsModule } from '@kring/groups';
import { GuidanceModule } from '@kring/guidance';
import { OrganisationsModule } from '@kring/organisations';
import { StoriesModule } from '@kring/stories';
import { AsideDeskResolver } from './graphql/aside-desk.resolver';
import { AsideLoaders } from './graphql/aside-loaders';
import { AsideMessageResolver, AsideResolver } from './graphql/aside.resolver';
import { AsideAlarmResolver, AsidePromiseResolver, AsideRequestResolver } from './graphql/desk-parts.resolver';
import { ForgetAsides } from './jobs/forget-asides';
import { ForgetTalks } from './jobs/forget-talks';
import { AsideFigures } from './storage/aside-figures';
import { AsideAlarms } from './storage/alarms';
import { Asides } from './storage/asides';
import { PromisesReader, PromiseWriter } from './storage/promises';
import { AsideRequests } from './storage/requests';
import { AnswerAsideAlarm } from './use-cases/answer-aside-alarm';
import { AskForAside } from './use-cases/ask-for-aside';
import { DeclineAside } from './use-cases/decline-aside';
import { EndAside } from './use-cases/end-aside';
import { EraseAsides } from './use-cases/erase-asides';
import { FindMember } from './use-cases/find-member';
import { LookIntoAside } from './use-cases/look-into-aside';
import { MakePromise } from './use-cases/make-promise';
import { OpenAside } from './use-cases/open-aside';
import { ReadAsides } from './use-cases/read-asides';
import { SettlePromise } from './use-cases/settle-promise';
import { WriteInAside } from './use-cases/write-in-aside';

const open = [AsideAlarms, AsideFigures, EraseAsides, PromisesReader];

/** Private conversations of a moderator with one member, and what is promised in them. */
@Module({
  imports: [GroupsModule, GuidanceModule, OrganisationsModule, StoriesModule],
  providers: [
    ...open,
    Asides,
    AsideRequests,
    PromiseWriter,
    AsideLoaders,
    FindMember,
    OpenAside,
    AskForAside,
    DeclineAside,
    WriteInAside,
    EndAside,
    LookIntoAside,
    MakePromise,
    SettlePromise,
    AnswerAsideAlarm,
    ReadAsides,
    ForgetAsides,
    ForgetTalks,
    AsideResolver,
    AsideMessageResolver,
    AsideDeskResolver,
    AsideRequestResolver,
    AsideAlarmResolver,
    AsidePromiseResolver,
  ],
  exports: open,
})
export class AsidesModule {}
