/** The queues that migrations make. A test compares them with the timers that the rooms register. */
export const timerNames: readonly string[] = [
  'sweep-sessions',
  'sweep-memory',
  'recheck-climate',
  'end-duty',
  'end-member-pause',
  'call-for-crisis',
  'call-for-crises',
  'ask-remote',
  'erase-asides',
  'forget-asides',
  'look-after',
  'look-after-watched',
  'look-after-readings',
  'look-after-reading',
  'learn-nightly',
  'learn-at-home',
];
