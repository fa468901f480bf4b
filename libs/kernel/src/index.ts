export { type Result, ok, fail, isFailure } from './result';
export { type Problem, type ProblemOptions, problem, invalid, notFound } from './problem';
export { type Id, isId } from './id';
export { type Clock, systemClock, fixedClock } from './clock';
export {
  type Page,
  type PageRequest,
  type Cursor,
  encodeCursor,
  decodeCursor,
  readCursorTime,
  toPage,
  maximumPageSize,
} from './pages';
export { type Moves, canMove, faultsInMoves } from './moves';
export { type StaffedHours, type DayHours } from './staffed-hours';
export {
  type StaffedStretches,
  type StaffedTime,
  type Stretch,
  isStaffed,
  merged,
  nextStaffedMoment,
  staffedMomentAfter,
} from './staffed-time';
export { type LocalDay, dayAfter, isLocalDay, localDay, wallClock, weekdayOf } from './local-time';
export { blanksIn, readText, readTexts, visibleLength, type TextRule } from './text';
export { lowerBound, upperBound } from './bounds';
export {
  type DailyHours,
  endOfDailyHours,
  isWithinDailyHours,
  readDailyHours,
  readTimeOfDay,
  writeTimeOfDay,
} from './daily-hours';
export { aboutInFives, fewestOfMembers, fewestOfStaff, partTold, told } from './small-counts';
