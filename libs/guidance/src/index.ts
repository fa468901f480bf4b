export { GuidanceModule } from './guidance.module';
export { Helplines, type HelplineRecord } from './helplines';
export { HelpCards } from './help-cards';
export { byGravity, type GuidelineTopic, guidelineTopics, type Pointer, topicOfCategory } from './domain/topics';
