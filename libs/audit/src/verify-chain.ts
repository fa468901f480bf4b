import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { system, UnitOfWork } from '@kring/platform';
import { type AuditEntry, emptyChain, hashOf } from './domain/entry';

export interface ChainReading {
  readonly organisationId: Id;
  readonly entries: number;
  /** The first position at which the chain does not hold; null when it is whole. */
  readonly brokenAt: number | null;
}

interface Row {
  position: string;
  id: string;
  at: Date;
  actor_kind: AuditEntry['actorKind'];
  actor: string;
  action: string;
  subjects: Record<string, string>;
  previous_hash: Buffer;
  hash: Buffer;
}

const stride = 1000;

/** Walks the chain of an organisation: every link, no gap, and the head where the last entry says it is. */
@Injectable()
export class VerifyChain {
  constructor(@Inject(UnitOfWork) private readonly work: UnitOfWork) {}

  /** All organisations of the installation. */
  organisations(): Promise<Id[]> {
    return this.work.as(system('steward', null), async (transaction) => {
      const rows = await transaction.rows<{ organisation_id: string }>(
        `SELECT organisation_id FROM organisations ORDER BY organisation_id`,
      );
      return rows.map((row) => row.organisation_id);
    });
  }

  run(organisationId: Id): Promise<ChainReading> {
    return this.work.as(system('audit-verify', organisationId), async (transaction) => {
      let previous: Buffer = emptyChain;
      let position = 0;
      for (;;) {
        const rows = await transaction.rows<Row>(
          `SELECT position, id, at, actor_kind, actor, action, subjects, previous_hash, hash FROM audit_entries
           WHERE organisation_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
          [organisationId, position, stride],
        );
        for (const row of rows) {
          position += 1;
          const entry: AuditEntry = {
            organisationId,
            position: Number(row.position),
            id: row.id,
            at: row.at,
            actorKind: row.actor_kind,
            actor: row.actor,
            action: row.action,
            subjects: row.subjects,
          };
          const whole =
            entry.position === position &&
            row.previous_hash.equals(previous) &&
            row.hash.equals(hashOf(previous, entry));
          if (!whole) return { organisationId, entries: position - 1, brokenAt: position };
          previous = row.hash;
        }
        if (rows.length < stride) break;
      }
      const head = await transaction.row<{ position: string; hash: Buffer }>(
        `SELECT position, hash FROM audit_heads WHERE organisation_id = $1`,
        [organisationId],
      );
      const headFits = head ? Number(head.position) === position && head.hash.equals(previous) : position === 0;
      return { organisationId, entries: position, brokenAt: headFits ? null : position + 1 };
    });
  }
}
