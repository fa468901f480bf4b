export { GuidanceModule } from './guidance.module';
export { Helplines, type HelplineRecord } from './helplines';
export { HelpCards } from './help-cards';
