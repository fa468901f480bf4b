/** The timer that looks at the climate again some time after an intervention. Its key is the intervention. */
export const recheckTimer = 'recheck-climate';
/** The same, for an organisation that looks twice. */
export const laterRecheckTimer = 'recheck-climate-later';
