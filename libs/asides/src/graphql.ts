export { AsideAlarmView, AsidePromiseView, viewAlarm, viewPromise } from './graphql/aside-view';
