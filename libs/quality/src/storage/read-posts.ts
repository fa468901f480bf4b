import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { organisationsOf, type Transaction } from '@kring/platform';
import { photosOfPost } from '@kring/stories';
import type { ReadFlag, ReadPost } from './records';

/** How many posts of a thread are read again at most: its last ones, which say how it is going. */
const mostPosts = 200;

/** Threads as they were when they were first decided on: without what became of posts, and what people said of them. */
@Injectable()
export class ReadPosts {
  /**
   * Of several readings, the last 200 posts of each, oldest first. What was taken away since has no words and no photos; what other readers noticed
   * later is left out.
   */
  async posts(transaction: Transaction, readingIds: readonly Id[]): Promise<ReadPost[]> {
    return transaction.rows<ReadPost>(
      `SELECT o.id AS "readingId", p.id AS "postId", p.kind = 'STORY' AS "isStory", p.author_staff_id IS NOT NULL AS "byModerator",
         m.nickname, m.avatar,
         CASE WHEN p.state = 'DELETED' THEN '' ELSE r.text END AS text, p.state = 'DELETED' AS "isGone", p.created_at AS at,
         CASE WHEN p.state = 'DELETED' THEN '[]' ELSE ${photosOfPost} END AS photos,
         CASE WHEN a.post_id IS NOT NULL AND p.state <> 'DELETED' THEN jsonb_build_object('severity', a.severity, 'hold', a.hold,
           'checked', a.checked, 'signals', coalesce(s.signals, '[]') || a.signals) END AS assessment
       FROM blind_readings o
       JOIN decisions d ON d.organisation_id = o.organisation_id AND d.id = o.decision_id
       CROSS JOIN LATERAL (SELECT q.*, b.revision AS read_revision FROM blind_reading_posts b
         JOIN posts q ON q.organisation_id = b.organisation_id AND q.id = b.post_id
         WHERE b.organisation_id = o.organisation_id AND b.reading_id = o.id
         ORDER BY q.created_at DESC, q.id DESC LIMIT $3) p
       JOIN post_revisions r ON r.organisation_id = p.organisation_id AND r.post_id = p.id AND r.revision = p.read_revision
       LEFT JOIN memberships m ON m.organisation_id = p.organisation_id AND m.id = p.author_membership_id
       LEFT JOIN assessments a ON a.organisation_id = p.organisation_id AND a.post_id = p.id AND a.revision = p.read_revision
       LEFT JOIN LATERAL (SELECT jsonb_path_query_array(jsonb_agg(e.signals ORDER BY e.reader), '$[*][*]') AS signals FROM second_readings e
         WHERE e.organisation_id = p.organisation_id AND e.post_id = p.id AND e.revision = p.read_revision AND e.at <= d.at) s ON true
       WHERE o.organisation_id = ANY ($1) AND o.id = ANY ($2) ORDER BY p.created_at, p.id`,
      [organisationsOf(transaction.actor), readingIds, mostPosts],
    );
  }

  /** What members had flagged by then in each of several, oldest first. */
  async flags(transaction: Transaction, readingIds: readonly Id[]): Promise<ReadFlag[]> {
    return transaction.rows<ReadFlag>(
      `SELECT o.id AS "readingId", f.reason, f.note, f.created_at AS at FROM blind_readings o
       JOIN decisions d ON d.organisation_id = o.organisation_id AND d.id = o.decision_id
       JOIN flags f ON f.organisation_id = o.organisation_id AND f.review_item_id = o.review_item_id
       WHERE o.organisation_id = ANY ($1) AND o.id = ANY ($2) AND f.membership_id IS NOT NULL AND f.created_at <= d.at
       ORDER BY f.created_at, f.id`,
      [organisationsOf(transaction.actor), readingIds],
    );
  }
}
