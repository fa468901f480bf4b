import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import type { RecheckChoice } from '../domain/recheck';

/** When each organisation looks again, where a supervisor chose. */
@Injectable()
export class RecheckChoices {
  async choice(transaction: Transaction, organisationId: Id): Promise<RecheckChoice | null> {
    return transaction.row<RecheckChoice & Record<string, unknown>>(
      `SELECT looks, minutes FROM recheck_choices WHERE organisation_id = $1`,
      [organisationId],
    );
  }

  /** False when it was chosen already. */
  async choose(
    transaction: Transaction,
    organisationId: Id,
    { looks, minutes }: RecheckChoice,
    by: { readonly staffId: Id; readonly at: Date },
  ): Promise<boolean> {
    const chosen = await transaction.run(
      `INSERT INTO recheck_choices (organisation_id, looks, minutes, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id) DO UPDATE SET looks = $2, minutes = $3, changed_by = $4, changed_at = $5
       WHERE (recheck_choices.looks, recheck_choices.minutes) <> ($2, $3)`,
      [organisationId, looks, minutes, by.staffId, by.at],
    );
    return chosen === 1;
  }
}
