import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { AppealState } from '../domain/statements';

/** Somebody asks another person to look at a decision about a post of theirs. */
export interface AppealRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly statementId: Id;
  readonly membershipId: Id;
  readonly groupId: Id;
  readonly threadId: Id;
  readonly postId: Id;
  readonly words: string | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
}

export interface AppealAnswer {
  readonly organisationId: Id;
  readonly appealId: Id;
  readonly membershipId: Id;
  readonly outcome: Exclude<AppealState, 'OPEN'>;
  readonly reasons: string | null;
  readonly byRole: 'MODERATOR' | 'SUPERVISOR' | null;
  readonly decisionId: Id | null;
  readonly at: Date;
}

/** What supervisors count of a period. */
export interface AppealCounts {
  readonly decisions: number;
  readonly asked: number;
  readonly answered: number;
  readonly overturned: number;
  readonly late: number;
  /** Half of the answers took longer. Null without answers. */
  readonly medianHours: number | null;
}

/** Appeals and how they were answered. Members read their own only. */
@Injectable()
export class Appeals {
  /** False when there is one already. */
  async add(transaction: Transaction, appeal: AppealRecord): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO appeals (organisation_id, id, statement_id, membership_id, group_id, thread_id, post_id, words, created_at, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (organisation_id, statement_id) DO NOTHING`,
      [
        appeal.organisationId,
        appeal.id,
        appeal.statementId,
        appeal.membershipId,
        appeal.groupId,
        appeal.threadId,
        appeal.postId,
        appeal.words,
        appeal.createdAt,
        appeal.dueAt,
      ],
    );
    return added === 1;
  }

  async putInItem(transaction: Transaction, organisationId: Id, appealId: Id, reviewItemId: Id): Promise<void> {
    await transaction.run(`UPDATE appeals SET review_item_id = $3 WHERE organisation_id = $1 AND id = $2`, [
      organisationId,
      appealId,
      reviewItemId,
    ]);
  }

  async answer(transaction: Transaction, answer: AppealAnswer): Promise<void> {
    await insert(transaction, 'appeal_answers', { ...answer });
  }

  /** The review items of appeals of what somebody decided that were answered since, newest first. For moderators. */
  async answeredOf(transaction: Transaction, organisationId: Id, staffId: Id, since: Date): Promise<Id[]> {
    const rows = await transaction.rows<{ id: Id }>(
      `SELECT a.review_item_id AS id FROM appeal_answers w
       JOIN appeals a ON a.organisation_id = w.organisation_id AND a.id = w.appeal_id
       JOIN statements s ON s.organisation_id = a.organisation_id AND s.id = a.statement_id
       LEFT JOIN decisions d ON d.organisation_id = s.organisation_id AND d.id = s.decision_id
       LEFT JOIN interventions i ON i.organisation_id = s.organisation_id AND i.id = s.intervention_id
       WHERE w.organisation_id = $1 AND w.outcome <> 'LAPSED' AND w.at >= $3 AND coalesce(d.staff_id, i.staff_id) = $2
       ORDER BY w.at DESC, a.id DESC LIMIT 20`,
      [organisationId, staffId, since],
    );
    return rows.map((row) => row.id);
  }

  async counts(transaction: Transaction, organisationId: Id, since: Date): Promise<AppealCounts> {
    const row = await transaction.row<AppealCounts & Record<string, unknown>>(
      `SELECT (SELECT count(*)::int FROM statements s WHERE s.organisation_id = $1 AND s.at >= $2) AS decisions,
         count(*)::int AS asked,
         count(w.appeal_id) FILTER (WHERE w.outcome <> 'LAPSED')::int AS answered,
         count(*) FILTER (WHERE w.outcome = 'OVERTURNED')::int AS overturned,
         count(*) FILTER (WHERE w.outcome <> 'LAPSED' AND w.at > a.due_at)::int AS late,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM w.at - a.created_at) / 3600)
           FILTER (WHERE w.outcome <> 'LAPSED')::float8 AS "medianHours"
       FROM appeals a LEFT JOIN appeal_answers w ON w.organisation_id = a.organisation_id AND w.appeal_id = a.id
       WHERE a.organisation_id = $1 AND a.organisation_id = ANY ($3) AND a.created_at >= $2`,
      [organisationId, since, organisationsOf(transaction.actor)],
    );
    return row ?? { decisions: 0, asked: 0, answered: 0, overturned: 0, late: 0, medianHours: null };
  }
}
