import { eventType } from '@kring/platform';

/** A duty is over, signed off or run out. */
export const dutyEnded = eventType<{ readonly dutyId: string }>('duty.ended');
