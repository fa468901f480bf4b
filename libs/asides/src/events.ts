import { eventType } from '@kring/platform';

/** Something was said in an aside, or it began, ended, or lost its words. For the two people in it alone. */
export const asideChanged = eventType<{
  readonly asideId: string;
  readonly membershipId: string;
  readonly staffId: string;
}>('aside.changed', { live: true });
/** A moderator was asked by a colleague to talk with somebody, or answered that. */
export const asideRequested = eventType<{ readonly requestId: string; readonly staffId: string }>('aside.requested', {
  live: true,
});
/** Somebody who writes in an aside needs somebody now. */
export const asideAlarmed = eventType<{
  readonly alarmId: string;
  readonly groupId: string;
  readonly membershipId: string;
}>('aside.alarmed', { live: true });
/** A moderator is with them. */
export const asideAlarmAnswered = eventType<{ readonly asideId: string }>('aside.alarm-answered', { live: true });
