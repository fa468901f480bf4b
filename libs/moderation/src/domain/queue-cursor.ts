import type { Id } from '@kring/kernel';

/** A place in the queue, which is ordered by severity (most serious first), due time and id. */
export interface QueuePlace {
  /** 0 for GREEN up to 3 for CRISIS. */
  readonly rank: number;
  readonly dueAt: Date;
  readonly id: Id;
}

export function encodePlace(place: QueuePlace): string {
  return Buffer.from(`q${place.rank}.${place.dueAt.getTime().toString(36)}.${place.id}`, 'utf8').toString('base64url');
}

/** Null for anything that was not made by {@link encodePlace}. */
export function decodePlace(text: string): QueuePlace | null {
  const match = /^q([0-3])\.([0-9a-z]{1,11})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  if (!match) return null;
  const [, rank, due, id] = match as unknown as [string, string, string, string];
  const dueAt = new Date(Number.parseInt(due, 36));
  return Number.isNaN(dueAt.getTime()) ? null : { rank: Number(rank), dueAt, id };
}
