import { eventType } from '@kring/platform';

/** What one of these people sees of the care for moderators changed. For themselves alone. */
export const careChanged = eventType<{ readonly staffId: string; readonly otherId: string | null }>('care.changed', {
  live: true,
});
