import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { SETTINGS, type Settings, type Transaction } from '@kring/platform';
import type { Category } from '@kring/safety';
import type { HomeModel } from '../domain/home-model';
import { upheld } from './upheld';

/** What an organisation chose. */
export interface LearningChoices {
  /** Whether models are trained and used. */
  readonly learns: boolean;
  readonly auditPerMille: number;
}

export interface StoredModel extends HomeModel {
  readonly trainedAt: Date;
}

/** What the draws by chance came to. */
export interface DrawCounts {
  readonly drawn: number;
  /** Judged by themselves, or read to the end with nothing else found in the conversation meanwhile. */
  readonly read: number;
  readonly missed: number;
}

interface ModelRow extends Record<string, unknown> {
  readonly category: Category;
  readonly trainedAt: Date;
  readonly positives: number;
  readonly negatives: number;
  readonly weights: Buffer | null;
  readonly bias: number;
  readonly slope: number;
  readonly level: number;
  readonly raiseFrom: number | null;
  readonly raised: number;
  readonly raisedRightly: number;
  readonly toBeFound: number;
}

const columns = `category, trained_at AS "trainedAt", positives, negatives, bias, slope, level, raise_from AS "raiseFrom", raised,
  raised_rightly AS "raisedRightly", to_be_found AS "toBeFound"`;

/** Models, choices and draws of one organisation. For its moderators and the system. */
@Injectable()
export class LearningStore {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async choices(transaction: Transaction, organisationId: Id): Promise<LearningChoices> {
    const row = await transaction.row<LearningChoices & Record<string, unknown>>(
      `SELECT learns, audit_per_mille AS "auditPerMille" FROM learning_choices WHERE organisation_id = $1`,
      [organisationId],
    );
    return row ?? { learns: true, auditPerMille: this.settings.KRING_AUDIT_PER_MILLE };
  }

  async choose(
    transaction: Transaction,
    organisationId: Id,
    choices: LearningChoices,
    staffId: Id,
    at: Date,
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO learning_choices (organisation_id, learns, audit_per_mille, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id) DO UPDATE SET learns = $2, audit_per_mille = $3, changed_by = $4, changed_at = $5`,
      [organisationId, choices.learns, choices.auditPerMille, staffId, at],
    );
  }

  /** Tells the models of one night from those of another; null when there are none, or none that may be used. */
  async trainedAt(transaction: Transaction, organisationId: Id): Promise<string | null> {
    const row = await transaction.row<{ at: string | null }>(
      `SELECT max(trained_at)::text AS at FROM learned_models WHERE organisation_id = $1
         AND NOT EXISTS (SELECT FROM learning_choices c WHERE c.organisation_id = $1 AND NOT c.learns)`,
      [organisationId],
    );
    return row?.at ?? null;
  }

  /** With their weights, to read with. */
  async models(transaction: Transaction, organisationId: Id): Promise<StoredModel[]> {
    const rows = await transaction.rows<ModelRow>(
      `SELECT ${columns}, weights FROM learned_models WHERE organisation_id = $1 AND raise_from IS NOT NULL ORDER BY category`,
      [organisationId],
    );
    return rows.map(fromRow);
  }

  /** Without their weights, to show. */
  async figures(transaction: Transaction, organisationId: Id): Promise<StoredModel[]> {
    const rows = await transaction.rows<ModelRow>(
      `SELECT ${columns}, NULL::bytea AS weights FROM learned_models WHERE organisation_id = $1 ORDER BY positives DESC, category`,
      [organisationId],
    );
    return rows.map(fromRow);
  }

  /** Puts these in the place of all that were there. */
  async replace(transaction: Transaction, organisationId: Id, models: readonly HomeModel[], at: Date): Promise<void> {
    await this.discard(transaction, organisationId);
    for (const model of models) {
      await transaction.run(
        `INSERT INTO learned_models (organisation_id, category, trained_at, positives, negatives, weights, bias, slope, level,
           raise_from, raised, raised_rightly, to_be_found)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          organisationId,
          model.category,
          at,
          model.positives,
          model.negatives,
          model.weights && Buffer.from(model.weights.buffer, model.weights.byteOffset, model.weights.byteLength),
          model.bias,
          model.calibration.slope,
          model.calibration.offset,
          model.raiseFrom,
          model.raised,
          model.raisedRightly,
          model.toBeFound,
        ],
      );
    }
  }

  async discard(transaction: Transaction, organisationId: Id): Promise<void> {
    await transaction.run(`DELETE FROM learned_models WHERE organisation_id = $1`, [organisationId]);
  }

  async draw(transaction: Transaction, organisationId: Id, postId: Id, reviewItemId: Id, at: Date): Promise<void> {
    await transaction.run(
      `INSERT INTO audit_draws (organisation_id, post_id, review_item_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [organisationId, postId, reviewItemId, at],
    );
  }

  async wasDrawn(transaction: Transaction, organisationId: Id, postId: Id): Promise<boolean> {
    const row = await transaction.row(`SELECT FROM audit_draws WHERE organisation_id = $1 AND post_id = $2`, [organisationId, postId]); // prettier-ignore
    return row !== null;
  }

  /**
   * What a person said of the post itself counts before the decision on its conversation, which tells only while nothing else
   * called for one.
   */
  async draws(transaction: Transaction, organisationId: Id): Promise<DrawCounts> {
    const row = await transaction.row<DrawCounts & Record<string, unknown>>(
      `SELECT count(*)::int AS drawn, count(o.missed)::int AS read, count(*) FILTER (WHERE o.missed)::int AS missed
       FROM audit_draws w
       LEFT JOIN LATERAL (SELECT g.severity FROM post_judgements g WHERE g.organisation_id = w.organisation_id
         AND g.organisation_id = $1 AND g.post_id = w.post_id ORDER BY g.at DESC, g.id DESC LIMIT 1) j ON true
       LEFT JOIN review_items i ON i.organisation_id = w.organisation_id AND i.id = w.review_item_id AND i.reason = 'why.audit'
       LEFT JOIN decisions d ON d.organisation_id = i.organisation_id AND d.review_item_id = i.id
       CROSS JOIN LATERAL (SELECT coalesce(j.severity <> 'GREEN', ${upheld}) AS missed) o
       WHERE w.organisation_id = $1`,
      [organisationId],
    );
    return row ?? { drawn: 0, read: 0, missed: 0 };
  }
}

function fromRow({ weights, slope, level, ...row }: ModelRow): StoredModel {
  return {
    ...row,
    calibration: { slope, offset: level },
    // Copied: a buffer of the driver need not begin where a float may.
    weights: weights && new Float32Array(new Uint8Array(weights).buffer),
  };
}
