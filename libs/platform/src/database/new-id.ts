import { randomInt } from 'node:crypto';
import type { Id } from '@kring/kernel';
import { v7 } from 'uuid';

/** The moment of the latest id whose moment was given, and its place among those of that millisecond. */
const latest = { msecs: -1, seq: 0 };

/**
 * A fresh UUIDv7: made by the application, in the order of time, so that indexes grow at one end and no sequence is needed. What
 * one process makes in the same millisecond is in the order in which it was made. Each millisecond begins at a place drawn by
 * chance: nobody can count from two ids what was made between them.
 */
export function newId(at?: Date): Id {
  if (!at) return v7();
  const msecs = at.getTime();
  latest.seq = msecs === latest.msecs ? latest.seq + 1 : randomInt(2 ** 31);
  latest.msecs = msecs;
  return v7({ msecs, seq: latest.seq });
}
