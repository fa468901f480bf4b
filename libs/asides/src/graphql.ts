export { AsideAlarmView, viewAlarm } from './graphql/aside-view';
