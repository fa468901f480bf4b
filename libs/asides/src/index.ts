export { AsidesModule } from './asides.module';
export { asideAlarmed } from './events';
export { AsideFigures } from './storage/aside-figures';
export { AsideAlarms } from './storage/alarms';
export type { AsideAlarmRecord } from './storage/records';
export { EraseAsides } from './use-cases/erase-asides';
export { MakePromise } from './use-cases/make-promise';
export { OpenAside } from './use-cases/open-aside';
export { WriteInAside } from './use-cases/write-in-aside';
