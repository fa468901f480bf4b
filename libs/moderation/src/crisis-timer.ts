/** The timer that calls somebody for a crisis that nobody takes. */
export const crisisTimer = 'call-for-crisis';
/** And the look, each minute, at crises whose timer rang in vain or whose lease ran out. */
export const crisesTimer = 'call-for-crises';
