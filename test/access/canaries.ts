import { randomInt } from 'node:crypto';

/**
 * Who may come across a canary: everybody who belongs to the organisation, its staff, its moderators and supervisors, the members of the
 * group, those who wait before it, or one person. `talker` is a member in an aside, `aside` its
 * moderator, `asker` who asked for one. `otherMembers` are those of another group of the organisation, `elsewhere` everybody of
 * another organisation.
 */
export type Audience =
  | 'organisation'
  | 'staff'
  | 'organiser'
  | 'moderators'
  | 'members'
  | 'waiting'
  | 'author'
  | 'flagger'
  | 'requested'
  | 'paused'
  | 'removed'
  | 'inBoth'
  | 'talker'
  | 'aside'
  | 'asker'
  | 'supervisors'
  | 'otherMembers'
  | 'elsewhere';

export interface Canary {
  /** What it stands in: `held post`, `reason of hidePost`. */
  readonly place: string;
  readonly word: string;
  readonly audience: readonly Audience[];
  /** Shown once when it was made, or by no query at all, though its audience may know it. */
  readonly isUnread?: boolean;
}

export const members: readonly Audience[] = ['members', 'moderators', 'author', 'flagger', 'paused', 'inBoth'];
export const inside: readonly Audience[] = [...members, 'staff', 'organiser', 'waiting', 'requested'];
export const belonging: readonly Audience[] = [...inside, 'organisation', 'otherMembers'];
export const moderators: readonly Audience[] = ['moderators'];
export const everyStaff: readonly Audience[] = ['staff', 'organiser', 'moderators'];

const letters = 'bdfgklmnprstvz';

/** A word like no other, of letters only, so that it passes as a name too. */
export function freshWord(): string {
  return `Q${Array.from({ length: 11 }, () => letters[randomInt(letters.length)] ?? 'b').join('')}`;
}

/** Whether somebody who belongs to `may` is in the audience of a canary. */
export function mayMeet(canary: Pick<Canary, 'audience'>, may: readonly Audience[]): boolean {
  return canary.audience.some((audience) => may.includes(audience));
}

/** Where in an answer a word stands, with places in lists left out. */
export function pathsTo(value: unknown, word: string, path = ''): string[] {
  if (typeof value === 'string') return value.includes(word) ? [path.replace(/\.\d+(?=\.|$)/g, '[]')] : [];
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([key, below]) => pathsTo(below, word, path ? `${path}.${key}` : key));
  return [...new Set(found)];
}
