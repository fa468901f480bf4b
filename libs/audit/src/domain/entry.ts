import { createHash } from 'node:crypto';
import type { Id } from '@kring/kernel';

/** What was done or looked at, by whom. Subjects are ids by name; never a person's words. */
export interface AuditEntry {
  readonly organisationId: Id;
  /** 1, 2, 3 … within the organisation. */
  readonly position: number;
  readonly id: Id;
  readonly at: Date;
  readonly actorKind: 'STAFF' | 'SYSTEM';
  /** A staff id, or the reason of a system actor. */
  readonly actor: string;
  readonly action: string;
  readonly subjects: Readonly<Record<string, string>>;
}

/** What the first entry of an organisation points back to. */
export const emptyChain = Buffer.alloc(32);

/** SHA-256 over the previous hash and the entry in one fixed order; a change anywhere breaks every later link. */
export function hashOf(previous: Buffer, entry: AuditEntry): Buffer {
  const subjects = Object.entries(entry.subjects).sort(([a], [b]) => (a < b ? -1 : 1));
  const words = [
    entry.organisationId,
    entry.position,
    entry.id,
    entry.at.toISOString(),
    entry.actorKind,
    entry.actor,
    entry.action,
    subjects,
  ];
  return createHash('sha256').update(previous).update(JSON.stringify(words)).digest();
}
