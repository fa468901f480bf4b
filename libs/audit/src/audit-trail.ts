import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { CLOCK, newId, type Transaction } from '@kring/platform';
import { type AuditEntry, emptyChain, hashOf } from './domain/entry';

/** Writes the record of who did or saw what, in the transaction of the deed. */
@Injectable()
export class AuditTrail {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /**
   * Appends one entry to the chain of an organisation. The head of the chain stays locked until the transaction ends, so
   * call it last.
   */
  async record(
    transaction: Transaction,
    organisationId: Id,
    action: string,
    subjects: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { actor } = transaction;
    if (actor.kind === 'visitor') throw new Error('a visitor does nothing that is audited');
    const staff =
      actor.kind === 'account' ? actor.staff.find((right) => right.organisationId === organisationId) : undefined;
    if (actor.kind === 'account' && !staff) throw new Error('only staff actions are audited');
    await transaction.run(
      `INSERT INTO audit_heads (organisation_id, position, hash) VALUES ($1, 0, $2) ON CONFLICT (organisation_id) DO NOTHING`,
      [organisationId, emptyChain],
    );
    const head = await transaction.row<{ position: string; hash: Buffer }>(
      `SELECT position, hash FROM audit_heads WHERE organisation_id = $1 FOR UPDATE`,
      [organisationId],
    );
    if (!head) throw new Error('the audit chain of this organisation cannot be reached');
    const entry: AuditEntry = {
      organisationId,
      position: Number(head.position) + 1,
      id: newId(),
      at: this.clock.now(),
      actorKind: staff ? 'STAFF' : 'SYSTEM',
      actor: staff ? staff.staffId : actor.kind === 'system' ? actor.why : '',
      action,
      subjects,
    };
    const hash = hashOf(head.hash, entry);
    await transaction.run(
      `INSERT INTO audit_entries (organisation_id, position, id, at, actor_kind, actor, action, subjects, previous_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        organisationId,
        entry.position,
        entry.id,
        entry.at,
        entry.actorKind,
        entry.actor,
        action,
        JSON.stringify(subjects),
        head.hash,
        hash,
      ],
    );
    await transaction.run(`UPDATE audit_heads SET position = $2, hash = $3 WHERE organisation_id = $1`, [
      organisationId,
      entry.position,
      hash,
    ]);
  }
}
