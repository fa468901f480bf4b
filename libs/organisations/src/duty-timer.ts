/** The timer that ends a duty nobody ended. */
export const dutyTimer = 'end-duty';
