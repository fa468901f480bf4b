export { ThreadView, ReplyPolicyView, SlowModeForEnum, viewThread } from './graphql/thread-view';
export { PhotoView, PostView, viewPhoto, viewPost } from './graphql/post-view';
export { StoryLoaders, postView } from './graphql/story-loaders';
export { PostSubmittedView } from './graphql/post-submitted-view';
export { WordsCheckView } from './graphql/words-check-view';
export { AssessmentView, SeverityEnum, viewAssessment } from './graphql/assessment-view';
