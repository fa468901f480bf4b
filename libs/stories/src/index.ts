export { StoriesModule } from './stories.module';
export { Sayings, type SecondReader, type SecondReading } from './storage/sayings';
export { StoriesReader } from './storage/stories-reader';
export {
  type ThreadRecord,
  type PostRecord,
  type PhotoRecord,
  type PostReading,
  type AssessmentRecord,
  type NoticedInThread,
  type ReactionKind,
} from './storage/records';
export { SteerThread } from './use-cases/steer-thread';
export { SplitThread } from './use-cases/split-thread';
export { type Prompt, type SlowModeFor, type ThreadPolicy, openPolicy } from './domain/reply-policy';
export { type PostState, postMoves, postStates } from './domain/post-moves';
export { postSubmitted, postEdited, postMoved, threadSteered } from './events';
export { OpenThread } from './use-cases/open-thread';
export { SubmitReply } from './use-cases/submit-reply';
export { React } from './use-cases/react';
export { AskSpotlight } from './use-cases/ask-spotlight';
export { isPhotoSize, PhotoFiles, photoSizes, type PhotoSize } from './storage/photo-files';
export { photosOfPost } from './storage/photos';
export { SendPhoto } from './use-cases/send-photo';
export { LookAtPhoto } from './use-cases/look-at-photo';
export { EditPost } from './use-cases/edit-post';
