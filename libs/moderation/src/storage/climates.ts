import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { insert, newId, organisationsOf, type Transaction } from '@kring/platform';
import type { ClimateJudgement, ClimatePointRecord, ClimateRecord } from './records';

/** A climate as it is shown; how it is read on is nobody's to see. */
export type ShownClimate = Omit<ClimateRecord, 'standing'>;

const columns = `organisation_id AS "organisationId", thread_id AS "threadId", climate, score, components,
  turned_post_id AS "turnedPostId", settled_climate AS "settledClimate", read_at AS "readAt", judged,
  judged_over AS "judgedOver"`;
const withStanding = `${columns}, standing`;

/** How many points of a thread are drawn; the newest. */
const historyLength = 500;

/** The climate of each thread and its history. For moderators and the system. */
@Injectable()
export class Climates {
  /**
   * The climate of a thread, NEUTRAL when it was never read, locked until the transaction ends. Everything that moderation
   * does to a thread takes this lock first, so that things happen to it one after the other.
   */
  async lock(transaction: Transaction, organisationId: Id, threadId: Id, at: Date): Promise<ClimateRecord> {
    await transaction.run(
      `INSERT INTO climates (organisation_id, thread_id, climate, score, components, settled_climate, read_at)
       VALUES ($1, $2, 'NEUTRAL', 0, '{}', 'NEUTRAL', $3) ON CONFLICT DO NOTHING`,
      [organisationId, threadId, at],
    );
    const row = await transaction.row<ClimateRecord>(
      `SELECT ${withStanding} FROM climates WHERE organisation_id = $1 AND thread_id = $2 FOR UPDATE`,
      [organisationId, threadId],
    );
    if (!row) throw new Error('the climate of this thread cannot be reached');
    return row;
  }

  async save(transaction: Transaction, climate: ClimateRecord): Promise<void> {
    await transaction.run(
      `UPDATE climates SET climate = $3, score = $4, components = $5, turned_post_id = $6, settled_climate = $7, read_at = $8,
         standing = $9, judged = $10, judged_over = $11
       WHERE organisation_id = $1 AND thread_id = $2`,
      [
        climate.organisationId,
        climate.threadId,
        climate.climate,
        climate.score,
        JSON.stringify(climate.components),
        climate.turnedPostId,
        climate.settledClimate,
        climate.readAt,
        climate.standing && JSON.stringify(climate.standing),
        climate.judged,
        climate.judgedOver,
      ],
    );
  }

  async judge(transaction: Transaction, judgement: ClimateJudgement): Promise<void> {
    await insert(transaction, 'climate_judgements', { ...judgement, id: newId(judgement.at) });
  }

  /** Adds to the history; a post has one point only. */
  async addPoint(transaction: Transaction, organisationId: Id, point: ClimatePointRecord): Promise<void> {
    await transaction.run(
      `INSERT INTO climate_points (organisation_id, id, thread_id, at, climate, score, components, post_id, intervention_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (organisation_id, post_id) DO NOTHING`,
      [
        organisationId,
        newId(point.at),
        point.threadId,
        point.at,
        point.climate,
        point.score,
        JSON.stringify(point.components),
        point.postId,
        point.interventionId,
      ],
    );
  }

  /** Posts that move are read anew where they come. */
  async forgetPoints(transaction: Transaction, organisationId: Id, postIds: readonly Id[]): Promise<void> {
    await transaction.run(`DELETE FROM climate_points WHERE organisation_id = $1 AND post_id = ANY ($2)`, [
      organisationId,
      postIds,
    ]);
  }

  async hasPointOf(transaction: Transaction, organisationId: Id, postId: Id): Promise<boolean> {
    const row = await transaction.row(`SELECT FROM climate_points WHERE organisation_id = $1 AND post_id = $2`, [
      organisationId,
      postId,
    ]);
    return row !== null;
  }

  async ofThreads(transaction: Transaction, threadIds: readonly Id[]): Promise<ShownClimate[]> {
    return transaction.rows<ShownClimate>(
      `SELECT ${columns} FROM climates WHERE organisation_id = ANY ($1) AND thread_id = ANY ($2)`,
      [organisationsOf(transaction.actor), threadIds],
    );
  }

  /** The history of several threads, each oldest first. */
  async history(transaction: Transaction, threadIds: readonly Id[]): Promise<ClimatePointRecord[]> {
    return transaction.rows<ClimatePointRecord>(
      `SELECT point.thread_id AS "threadId", point.at, point.climate, point.score, point.components, point.post_id AS "postId",
         point.intervention_id AS "interventionId"
       FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
         SELECT id, thread_id, at, climate, score, components, post_id, intervention_id FROM climate_points
         WHERE organisation_id = ANY ($1) AND thread_id = wanted.id ORDER BY at DESC, id DESC LIMIT $3) point
       ORDER BY point.thread_id, point.at, point.id`,
      [organisationsOf(transaction.actor), threadIds, historyLength],
    );
  }
}
