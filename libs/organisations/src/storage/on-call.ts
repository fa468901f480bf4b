import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';

/** Who is called when nobody takes a crisis; one person an organisation. For staff and the system. */
@Injectable()
export class OnCall {
  async staffIds(
    transaction: Transaction,
    organisationIds: readonly Id[],
  ): Promise<{ organisationId: Id; staffId: Id }[]> {
    return transaction.rows(
      `SELECT c.organisation_id AS "organisationId", c.staff_id AS "staffId" FROM on_call c
       JOIN staff s ON s.organisation_id = c.organisation_id AND s.id = c.staff_id
       WHERE c.organisation_id = ANY ($1) AND s.ended_at IS NULL AND s.role <> 'ORGANISER'`,
      [organisationIds],
    );
  }

  async staffId(transaction: Transaction, organisationId: Id): Promise<Id | null> {
    return (await this.staffIds(transaction, [organisationId]))[0]?.staffId ?? null;
  }

  /** False when it is this person already. */
  async set(transaction: Transaction, organisationId: Id, staffId: Id, setBy: Id, at: Date): Promise<boolean> {
    const set = await transaction.run(
      `INSERT INTO on_call (organisation_id, staff_id, set_by, set_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation_id) DO UPDATE SET staff_id = $2, set_by = $3, set_at = $4 WHERE on_call.staff_id <> $2`,
      [organisationId, staffId, setBy, at],
    );
    return set === 1;
  }

  /** False when it is nobody already. */
  async clear(transaction: Transaction, organisationId: Id): Promise<boolean> {
    const cleared = await transaction.run(`DELETE FROM on_call WHERE organisation_id = $1`, [organisationId]);
    return cleared === 1;
  }
}
