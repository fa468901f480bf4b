import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import type { Drawable } from './records';

/** Who had to do with a decision and its thread: they read nothing of it again. For moderators and the system. */
@Injectable()
export class Partakers {
  /** Who decided, flagged, steered, judged, noted or was asked there, or looked at an appeal of what was decided. */
  async of(
    transaction: Transaction,
    about: Pick<Drawable, 'organisationId' | 'reviewItemId' | 'decisionId' | 'threadId'>,
  ): Promise<Id[]> {
    const rows = await transaction.rows<{ id: Id }>(
      `SELECT staff_id AS id FROM decisions WHERE organisation_id = $1 AND review_item_id = $2
       UNION SELECT staff_id FROM item_notes WHERE organisation_id = $1 AND review_item_id = $2
       UNION SELECT to_staff_id FROM item_notes WHERE organisation_id = $1 AND review_item_id = $2 AND to_staff_id IS NOT NULL
       UNION SELECT staff_id FROM item_mentions WHERE organisation_id = $1 AND review_item_id = $2
       UNION SELECT staff_id FROM flags WHERE organisation_id = $1 AND thread_id = $3 AND staff_id IS NOT NULL
       UNION SELECT staff_id FROM interventions WHERE organisation_id = $1 AND thread_id = $3
       UNION SELECT staff_id FROM climate_judgements WHERE organisation_id = $1 AND thread_id = $3
       UNION SELECT j.staff_id FROM post_judgements j JOIN posts p ON p.organisation_id = j.organisation_id AND p.id = j.post_id
         WHERE j.organisation_id = $1 AND p.thread_id = $3
       UNION SELECT d.staff_id FROM statements s
         JOIN appeals a ON a.organisation_id = s.organisation_id AND a.statement_id = s.id
         JOIN appeal_answers w ON w.organisation_id = a.organisation_id AND w.appeal_id = a.id
         JOIN decisions d ON d.organisation_id = w.organisation_id AND d.id = w.decision_id
         WHERE s.organisation_id = $1 AND (s.decision_id = $4 OR s.thread_id = $3)`,
      [about.organisationId, about.reviewItemId, about.threadId, about.decisionId],
    );
    return rows.map(({ id }) => id);
  }
}
