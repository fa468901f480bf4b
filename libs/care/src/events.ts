import { eventType } from '@kring/platform';

/** Somebody is watched over, or not any more, or it is due. For moderators and supervisors. */
export const watchChanged = eventType<{ readonly watchId: string }>('watch.changed', { live: true });
