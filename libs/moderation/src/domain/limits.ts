/** As people see them; see `visibleLength`. */
export const reasonLimit = 1000;
export const messageLimit = 2000;
export const guideNoteLimit = 5000;
export const contentNoteLimit = 60;
export const handoverNoteLimit = 2000;
export const handOverTextLimit = 5000;
export const flagNoteLimit = 1000;
export const appealWordsLimit = 1000;

/** How many colleagues one note can ask. */
export const mentionsLimit = 10;
/** How long whoever wrote a note can mend it or take it back: minutes. */
export const noteMendableMinutes = 10;

/** How many content notes one post can carry, its author's own included. */
export const contentNotesLimit = 5;
/** How many posts one decision can be about. */
export const decisionPostsLimit = 100;
/** How far in the future anything may end: days. */
export const longestEndDays = 365;
export const longestPauseDays = 30;
export const longestSlowModeMinutes = 1440;
export const promptLimit = 200;
/** How many replies move together at most. */
export const movedPostsLimit = 200;
export const threadTitleLimit = 120;
export const longestMemberPauseDays = 90;
/** How many groups a view of the queue names at most. */
export const queueGroupsLimit = 100;
/** How many views somebody keeps at most. */
export const savedViewsLimit = 20;
export const viewNameLimit = 60;
