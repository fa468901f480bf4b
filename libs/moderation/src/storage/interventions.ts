import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import type { Climate } from '@kring/safety';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { InterventionRecord } from './records';

/** `$1`: organisations. */
const select = `SELECT i.organisation_id AS "organisationId", i.id, i.thread_id AS "threadId", i.group_id AS "groupId",
    i.post_id AS "postId", i.kind, i.staff_id AS "staffId", i.reason, i.minutes, i.message_to_members AS "messageToMembers",
    i.post_state_before AS "postStateBefore", i.climate_before AS "climateBefore", i.at, i.ends_at AS "endsAt", i.terms, i.prompt_id AS "promptId", i.new_thread_id AS "newThreadId", i.membership_id AS "membershipId",
    u.at AS "undoneAt", r.climate AS "climateAfter", r.at AS "climateCheckedAt", l.climate AS "climateLater", l.at AS "climateCheckedLaterAt"
  FROM interventions i
  LEFT JOIN intervention_undos u ON u.organisation_id = i.organisation_id AND u.intervention_id = i.id
  LEFT JOIN intervention_rechecks r ON r.organisation_id = i.organisation_id AND r.intervention_id = i.id
  LEFT JOIN later_rechecks l ON l.organisation_id = i.organisation_id AND l.intervention_id = i.id
  WHERE i.organisation_id = ANY ($1)`;

export type NewIntervention = Omit<
  InterventionRecord,
  'undoneAt' | 'climateAfter' | 'climateCheckedAt' | 'climateLater' | 'climateCheckedLaterAt'
>;

/** What moderators did to steer. Rows are only added; what stands is read from them. */
@Injectable()
export class Interventions {
  async add(transaction: Transaction, intervention: NewIntervention): Promise<void> {
    await insert(transaction, 'interventions', { ...intervention });
  }

  async intervention(transaction: Transaction, id: Id): Promise<InterventionRecord | null> {
    return (await this.interventions(transaction, [id]))[0] ?? null;
  }

  async interventions(transaction: Transaction, ids: readonly Id[]): Promise<InterventionRecord[]> {
    return transaction.rows<InterventionRecord>(`${select} AND i.id = ANY ($2)`, [
      organisationsOf(transaction.actor),
      ids.filter(isId),
    ]);
  }

  /** All of several threads, oldest first. */
  async ofThreads(transaction: Transaction, threadIds: readonly Id[]): Promise<InterventionRecord[]> {
    return transaction.rows<InterventionRecord>(`${select} AND i.thread_id = ANY ($2) ORDER BY i.at, i.id`, [
      organisationsOf(transaction.actor),
      threadIds,
    ]);
  }

  /** What was not undone on a thread, newest first. */
  async standing(transaction: Transaction, organisationId: Id, threadId: Id): Promise<InterventionRecord[]> {
    return transaction.rows<InterventionRecord>(
      `${select} AND i.thread_id = $2 AND u.intervention_id IS NULL ORDER BY i.at DESC, i.id DESC`,
      [[organisationId], threadId],
    );
  }

  /** What was not undone on a member, whatever thread it came up in, newest first. */
  async standingOnMember(
    transaction: Transaction,
    organisationId: Id,
    membershipId: Id,
  ): Promise<InterventionRecord[]> {
    return transaction.rows<InterventionRecord>(
      `${select} AND i.membership_id = $2 AND u.intervention_id IS NULL ORDER BY i.at DESC, i.id DESC`,
      [[organisationId], membershipId],
    );
  }

  /** False when it was undone before. */
  async undo(
    transaction: Transaction,
    undone: { organisationId: Id; interventionId: Id; staffId: Id; reason: string; at: Date },
  ): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO intervention_undos (organisation_id, intervention_id, staff_id, reason, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [undone.organisationId, undone.interventionId, undone.staffId, undone.reason, undone.at],
    );
    return added === 1;
  }

  /** False when it was looked at again before. */
  async recheck(
    transaction: Transaction,
    second: { organisationId: Id; interventionId: Id; climate: Climate; score: number; at: Date },
    look: 'FIRST' | 'LATER',
  ): Promise<boolean> {
    const table = look === 'FIRST' ? 'intervention_rechecks' : 'later_rechecks';
    const added = await transaction.run(
      `INSERT INTO ${table} (organisation_id, intervention_id, climate, score, at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [second.organisationId, second.interventionId, second.climate, second.score, second.at],
    );
    return added === 1;
  }
}
