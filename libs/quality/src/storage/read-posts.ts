import { Injectable } from '@nestjs/common';
import type { Transaction } from '@kring/platform';
import type { BlindReadingRecord, ReadFlag, ReadPost } from './records';

/** A thread as it was when it was first decided on: without what became of its posts, and what people said of them. */
@Injectable()
export class ReadPosts {
  /** Oldest first. What was taken away since has no words; what other readers noticed later is left out. */
  async posts(transaction: Transaction, reading: BlindReadingRecord): Promise<ReadPost[]> {
    return transaction.rows<ReadPost>(
      `SELECT p.id AS "postId", p.kind = 'STORY' AS "isStory", p.author_staff_id IS NOT NULL AS "byModerator", m.nickname, m.avatar,
         CASE WHEN p.state = 'DELETED' THEN '' ELSE r.text END AS text, p.state = 'DELETED' AS "isGone", p.created_at AS at,
         CASE WHEN a.post_id IS NOT NULL AND p.state <> 'DELETED' THEN jsonb_build_object('severity', a.severity, 'hold', a.hold,
           'checked', a.checked, 'signals', coalesce(s.signals, '[]') || a.signals) END AS assessment
       FROM blind_reading_posts b
       JOIN decisions d ON d.organisation_id = b.organisation_id AND d.id = $3
       JOIN posts p ON p.organisation_id = b.organisation_id AND p.id = b.post_id
       JOIN post_revisions r ON r.organisation_id = b.organisation_id AND r.post_id = b.post_id AND r.revision = b.revision
       LEFT JOIN memberships m ON m.organisation_id = p.organisation_id AND m.id = p.author_membership_id
       LEFT JOIN assessments a ON a.organisation_id = b.organisation_id AND a.post_id = b.post_id AND a.revision = b.revision
       LEFT JOIN LATERAL (SELECT jsonb_path_query_array(jsonb_agg(o.signals ORDER BY o.reader), '$[*][*]') AS signals FROM second_readings o
         WHERE o.organisation_id = b.organisation_id AND o.post_id = b.post_id AND o.revision = b.revision AND o.at <= d.at) s ON true
       WHERE b.organisation_id = $1 AND b.reading_id = $2 ORDER BY p.created_at, p.id`,
      [reading.organisationId, reading.id, reading.decisionId],
    );
  }

  /** What members had flagged by then, oldest first. */
  async flags(transaction: Transaction, reading: BlindReadingRecord): Promise<ReadFlag[]> {
    return transaction.rows<ReadFlag>(
      `SELECT f.reason, f.note, f.created_at AS at FROM flags f
       JOIN decisions d ON d.organisation_id = f.organisation_id AND d.id = $3
       WHERE f.organisation_id = $1 AND f.review_item_id = $2 AND f.membership_id IS NOT NULL AND f.created_at <= d.at
       ORDER BY f.created_at, f.id`,
      [reading.organisationId, reading.reviewItemId, reading.decisionId],
    );
  }
}
