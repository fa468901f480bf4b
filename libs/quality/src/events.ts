import { eventType } from '@kring/platform';

/** A second reading was drawn, taken, let go, given or is over. For who may see it. */
export const blindReadingChanged = eventType<{ readonly readingId: string }>('blind-reading.changed', { live: true });
