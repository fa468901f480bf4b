import { type Id, readCursorTime } from '@kring/kernel';
import type { QueueOrder } from './queue-wish';

/** A place in the queue, as one of its orders has it. */
export interface QueuePlace {
  readonly order: QueueOrder;
  /** 0 for GREEN up to 3 for CRISIS. */
  readonly rank: number;
  /** When it is due or, in the order of what was longest untouched, when it was last touched. */
  readonly at: Date;
  readonly id: Id;
}

const signs: Readonly<Record<QueueOrder, string>> = { GRAVEST: 'q', UNTOUCHED: 'u' };

export function encodePlace({ order, rank, at, id }: QueuePlace): string {
  return Buffer.from(`${signs[order]}${rank}.${at.getTime().toString(36)}.${id}`, 'utf8').toString('base64url');
}

/** Null for anything that was not made by {@link encodePlace}. */
export function decodePlace(text: string): QueuePlace | null {
  const match = /^([qu])([0-3])\.([0-9a-z]{1,11})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  if (!match) return null;
  const [, sign, rank, time, id] = match as unknown as [string, string, string, string, string];
  const at = readCursorTime(time);
  if (!at) return null;
  return { order: sign === 'u' ? 'UNTOUCHED' : 'GRAVEST', rank: Number(rank), at, id };
}
