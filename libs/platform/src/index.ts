export { type Settings, SETTINGS, readSettings, settingShapes, WrongSetting } from './settings/settings';
export { photoFolderName, projectFolder } from './settings/project-folder';
export { CLOCK, PlatformModule } from './platform.module';
export {
  type Actor,
  type AccountActor,
  type SystemActor,
  type Visitor,
  type GroupRight,
  type StaffRight,
  type StaffRole,
  visitor,
  system,
  staffOf,
  moderatorOf,
  organiserOf,
  leadOf,
  supervisorOf,
  membershipIn,
  membershipsOf,
  organisationsOf,
} from './database/actor';
export { type Transaction, UnitOfWork, beginFor } from './database/unit-of-work';
export { prepared } from './database/prepared';
export { insert } from './database/insert';
export { newId } from './database/new-id';
export { poolOf } from './database/pool-of';
export { isAway, isPassing, PoolBusy } from './database/is-away';
export { unfitServiceLogin } from './database/connection-check';
export { type AccessRule, type AccessQuestion, Access } from './access/access';
export { accessTable, enforceAccess } from './access/enforce-access';
export {
  anyone,
  signedIn,
  aModerator,
  aSupervisor,
  anyStaff,
  leadOfNamed,
  organiserOfNamed,
  moderatorFollows,
  moderatorOfNamed,
  moderatorOfParent,
  organiserOfParent,
  staffOfParentOrganisation,
  leadOfParent,
  supervisorOfNamed,
  supervisorOfParent,
} from './access/rules';
export { type KringContext, type Reply, CurrentActor, CurrentLanguage, contextOf, actAs } from './graphql/context';
export { ProblemView, presentProblem } from './graphql/problem';
export { present, resultUnion } from './graphql/result-union';
export {
  PageArguments,
  PageInfoView,
  pageRequest,
  connectionOf,
  connectionTypes,
  type ConnectionView,
} from './graphql/connection';
export { loader, keyed, gathered } from './graphql/loader';
export { readMoment, refuseWrongMoments } from './graphql/moments';
export { type Language, languages, preferredLanguage } from './messages/language';
export { messagesFrom, problemMessage } from './messages/messages';
export { Secrets, tokenHash, randomToken, codeFrom, normaliseCode } from './secrets/secrets';
export { Keyring, keysFileName, WrongKeyFile } from './secrets/keyring';
export { BoundedQueue } from './limits/bounded-queue';
export { WaitingLine, type LineLimits } from './limits/waiting-line';
export { TryLimits, type TryLimit } from './limits/try-limits';
export { metricCatalogue, type MetricName } from './metrics/catalogue';
export { Metrics } from './metrics/metrics';
export { MetricsListener } from './metrics/metrics-listener';
export { once, type OnceKey, type Outcome, wasMade } from './idempotency/once';
export { type DomainEvent, type EventType, eventType } from './outbox/event';
export { Outbox } from './outbox/outbox';
export { EventHandlers, type EventHandler } from './outbox/handlers';
export { Dispatcher } from './outbox/dispatcher';
export { WakeWorkers } from './outbox/wake-workers';
export { type Erasure, type ErasureKind, erasureKinds } from './erasures/erasure';
export { ErasureLedger, type ErasureHandler } from './erasures/erasure-ledger';
export { ErasureFile, erasureFileName } from './erasures/erasure-file';
export { KeepErasures, erasureColumns } from './erasures/keep-erasures';
export { LiveUpdates } from './live/live-updates';
export { Traces, type Watched } from './traces/traces';
export { Timers, type Timer, prepareTimers, timerSchema } from './jobs/timers';
