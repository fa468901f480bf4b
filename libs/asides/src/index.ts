export { AsidesModule } from './asides.module';
export { asideAlarmAnswered, asideAlarmed, asideChanged, asideRequested } from './events';
export { AsideAlarms } from './storage/alarms';
export { PromisesReader } from './storage/promises';
export type { AsideAlarmRecord, AsideRecord, PromiseRecord } from './storage/records';
export { EraseAsides } from './use-cases/erase-asides';
export { ForgetAsides } from './jobs/forget-asides';
