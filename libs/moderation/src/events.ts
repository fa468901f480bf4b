import { eventType } from '@kring/platform';

interface Place extends Readonly<Record<string, string>> {
  readonly groupId: string;
  readonly threadId: string;
}

/** Somebody said "look at this". */
export const flagRaised = eventType<Place & { readonly flagId: string }>('flag.raised');
/** A member asks another person to look at a decision. */
export const appealMade = eventType<Place & { readonly statementId: string }>('appeal.made');
/** A review item was opened, raised, claimed, released or resolved, or something in it changed. */
export const reviewItemChanged = eventType<Place & { readonly itemId: string }>('review-item.changed', { live: true });
/** A moderator steered. */
export const interventionDone = eventType<Place & { readonly interventionId: string }>('intervention.done');
/** And took it back. */
export const interventionUndone = eventType<Place & { readonly interventionId: string }>('intervention.undone');
/** Somebody is asked about an item by a colleague, or not any more, or read it. For that person. */
export const mentionsChanged = eventType<{ readonly staffId: string }>('mentions.changed', { live: true });
