export { LearningModule } from './learning.module';
export { LearnNightly } from './jobs/learn-nightly';
export { LearnAtHome } from './use-cases/learn-at-home';
