export { testDatabase, rowsOf, type TestDatabase } from './database';
export { ask, askFor, listen, openSocket, type Answer, type Asking, type Listening, type Socket } from './client';
export { startKring, type RunningKring } from './kring';
export {
  foundOrganisation,
  hire,
  makeGroup,
  invite,
  join,
  tell,
  reply,
  oneTimeCode,
  passphrase,
  type Organisation,
  type Group,
  type Member,
  type Person,
  type StaffPerson,
  type PostedPost,
} from './world';
export { mutate, refused, see, postsSeen, type Refusal, type SeenPost } from './mutate';
export { movingClock } from './moving-clock';
export { Bridge } from './bridge';
