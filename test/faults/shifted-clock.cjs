'use strict';
/* global process */
// Loaded before a program under test: its wall clock stands wrong by as many milliseconds as its parent last said, the way
// a machine's clock does that somebody sets. What measures how long something takes (timers, performance.now) is not touched.
const real = globalThis.Date;
let aheadMs = 0;
const now = () => real.now() + aheadMs;

const shifted = new Proxy(real, {
  apply: () => new real(now()).toString(),
  construct: (target, given, made) =>
    Reflect.construct(target, given.length > 0 ? given : [now()], made === shifted ? target : made),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
globalThis.Date = shifted;

process.on('message', (said) => {
  if (typeof said?.clockAheadMs === 'number') aheadMs = said.clockAheadMs;
});
