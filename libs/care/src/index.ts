export { CareModule } from './care.module';
export { Watches, type WatchRecord } from './storage/watches';
export { LookAfter } from './use-cases/look-after';
export { watchChanged } from './events';
export { WatchOver } from './use-cases/watch-over';
