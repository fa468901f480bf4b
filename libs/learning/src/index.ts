export { LearningModule } from './learning.module';
export { LearnAtHome } from './use-cases/learn-at-home';
