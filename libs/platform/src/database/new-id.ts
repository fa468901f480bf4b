import type { Id } from '@kring/kernel';
import { v7 } from 'uuid';

/** A fresh UUIDv7: made by the application, in the order of time, so that indexes grow at one end and no sequence is needed. */
export function newId(at?: Date): Id {
  return at ? v7({ msecs: at.getTime() }) : v7();
}
