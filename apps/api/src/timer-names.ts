/** The queues that migrations make. A test compares them with the timers that the rooms register. */
export const timerNames: readonly string[] = [
  'sweep-sessions',
  'sweep-memory',
  'recheck-climate',
  'end-duty',
  'call-for-crisis',
  'call-for-crises',
  'ask-remote',
  'learn-nightly',
  'learn-at-home',
];
