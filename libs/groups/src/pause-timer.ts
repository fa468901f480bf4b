/** Rings when a member's time-out ends. */
export const pauseTimer = 'end-member-pause';
