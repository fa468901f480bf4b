import { Module } from '@nestjs/common';
import { GroupsModule } from '@kring/groups';
import { OrganisationsModule } from '@kring/organisations';
import { PostResolver } from './graphql/post.resolver';
import {
  GroupSpotlitResolver,
  SpotlightResolver,
  ThreadSpotlightResolver,
  ViewerSpotlightsResolver,
} from './graphql/spotlight.resolver';
import { StoryLoaders } from './graphql/story-loaders';
import { GroupThreadsResolver, ThreadResolver } from './graphql/thread.resolver';
import { DeleteAgain } from './jobs/delete-again';
import { EraseLeaver } from './jobs/erase-leaver';
import { ForgetPhotos } from './jobs/forget-photos';
import { WithdrawSpotlights } from './jobs/withdraw-spotlights';
import { PhotoFiles } from './storage/photo-files';
import { PhotoMaker } from './storage/photo-maker';
import { Photos } from './storage/photos';
import { PostWriter } from './storage/post-writer';
import { Sayings } from './storage/sayings';
import { Spotlights } from './storage/spotlights';
import { StoriesReader } from './storage/stories-reader';
import { AnswerSpotlight } from './use-cases/answer-spotlight';
import { AskSpotlight } from './use-cases/ask-spotlight';
import { CheckWords } from './use-cases/check-words';
import { DeletePost } from './use-cases/delete-post';
import { EditPost } from './use-cases/edit-post';
import { LookAtPhoto } from './use-cases/look-at-photo';
import { OpenThread } from './use-cases/open-thread';
import { React } from './use-cases/react';
import { SendPhoto } from './use-cases/send-photo';
import { SplitThread } from './use-cases/split-thread';
import { SteerThread } from './use-cases/steer-thread';
import { SubmitPost } from './use-cases/submit-post';
import { SubmitReply } from './use-cases/submit-reply';

const open = [
  StoriesReader,
  Sayings,
  SplitThread,
  AskSpotlight,
  SteerThread,
  StoryLoaders,
  OpenThread,
  SubmitReply,
  React,
  SendPhoto,
  LookAtPhoto,
];

/** Threads, posts, revisions, photos, reactions. */
@Module({
  imports: [GroupsModule, OrganisationsModule],
  providers: [
    ...open,
    PostWriter,
    SubmitPost,
    CheckWords,
    EditPost,
    DeletePost,
    DeleteAgain,
    EraseLeaver,
    ForgetPhotos,
    WithdrawSpotlights,
    PhotoFiles,
    PhotoMaker,
    Photos,
    Spotlights,
    AnswerSpotlight,
    SpotlightResolver,
    ThreadSpotlightResolver,
    GroupSpotlitResolver,
    ViewerSpotlightsResolver,
    ThreadResolver,
    GroupThreadsResolver,
    PostResolver,
  ],
  exports: open,
})
export class StoriesModule {}
