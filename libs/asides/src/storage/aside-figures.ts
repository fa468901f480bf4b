import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';

/** How often somebody was talked with apart. */
@Injectable()
export class AsideFigures {
  /** Those that the reader may know of: a moderator's own, and for a supervisor all. */
  async withMember(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<number> {
    const row = await transaction.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM asides WHERE organisation_id = $1 AND membership_id = $2`,
      [organisationId, membershipId],
    );
    return row?.count ?? 0;
  }
}
