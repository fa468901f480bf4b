export { TrainingModule } from './training.module';
export { ErasePractice } from './use-cases/erase-practice';
