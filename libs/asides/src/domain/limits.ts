/** As people see them; see `visibleLength`. */
export const messageLimit = 4000;
export const reasonLimit = 1000;
export const promiseLimit = 300;

/** How far ahead a promise may lie: days. */
export const longestPromiseDays = 60;
/** How many asides, requests, alarms and promises one look at the desk shows. */
export const deskLimit = 200;
/** How many messages of an aside are shown; the newest. */
export const shownMessages = 500;
