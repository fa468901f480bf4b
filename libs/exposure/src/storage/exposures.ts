import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Severity } from '@kring/safety';
import type { Transaction } from '@kring/platform';
import { type Budget, type Exposure, usualBudget } from '../domain/budget';
import type { Theme } from '../domain/themes';

export interface ExposureRecord extends Exposure {
  readonly staffId: Id;
  /** When the shift began that it counts for. */
  readonly since: Date;
}

/** What moderators read that weighed. For whoever read it, and the system. */
@Injectable()
export class Exposures {
  /** Counts once in a shift, as grave as it was when it was first read. */
  async add(
    transaction: Transaction,
    one: ExposureRecord & { readonly organisationId: Id; readonly reviewItemId: Id; readonly at: Date },
  ): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO exposures (organisation_id, staff_id, since, review_item_id, severity, theme, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [one.organisationId, one.staffId, one.since, one.reviewItemId, one.severity, one.theme, one.at],
    );
    return added === 1;
  }

  async inShift(transaction: Transaction, organisationId: Id, staffId: Id, since: Date): Promise<Exposure[]> {
    return transaction.rows<{ severity: Severity; theme: Theme | null }>(
      `SELECT severity, theme FROM exposures WHERE organisation_id = $1 AND staff_id = $2 AND since = $3`,
      [organisationId, staffId, since],
    );
  }

  /** Of everybody, from a moment on. For the system. */
  async after(transaction: Transaction, organisationId: Id, from: Date): Promise<ExposureRecord[]> {
    return transaction.rows<{ staffId: Id; since: Date; severity: Severity; theme: Theme | null }>(
      `SELECT staff_id AS "staffId", since, severity, theme FROM exposures WHERE organisation_id = $1 AND at >= $2`,
      [organisationId, from],
    );
  }

  async forget(transaction: Transaction, organisationId: Id, before: Date): Promise<number> {
    return transaction.run(`DELETE FROM exposures WHERE organisation_id = $1 AND at < $2`, [organisationId, before]);
  }

  async budget(transaction: Transaction, organisationId: Id): Promise<Budget> {
    const set = await transaction.row<{ severe: number; sameTheme: number }>(
      `SELECT severe, same_theme AS "sameTheme" FROM exposure_budgets WHERE organisation_id = $1`,
      [organisationId],
    );
    return set ?? usualBudget;
  }

  /** False when it was set so already. */
  async setBudget(transaction: Transaction, organisationId: Id, staffId: Id, to: Budget, at: Date): Promise<boolean> {
    const set = await transaction.run(
      `INSERT INTO exposure_budgets (organisation_id, severe, same_theme, set_by, set_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id) DO UPDATE SET severe = $2, same_theme = $3, set_by = $4, set_at = $5
       WHERE (exposure_budgets.severe, exposure_budgets.same_theme) <> ($2, $3)`,
      [organisationId, to.severe, to.sameTheme, staffId, at],
    );
    return set === 1;
  }
}
