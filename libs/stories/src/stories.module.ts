import { Module } from '@nestjs/common';
import { StoryLoaders } from './graphql/story-loaders';
import { StoriesReader } from './storage/stories-reader';
import { SteerThread } from './use-cases/steer-thread';

@Module({
  providers: [StoriesReader, SteerThread, StoryLoaders],
  exports: [StoriesReader, SteerThread, StoryLoaders],
})
export class StoriesModule {}
