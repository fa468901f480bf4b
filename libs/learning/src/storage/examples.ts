import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import type { Example } from '../domain/home-model';
import { labelsOf, type SaidPost } from '../domain/labels';

const mostPointedAt = 20_000;
const mostQuiet = 10_000;
const daysBack = 730;

interface Row extends SaidPost, Record<string, unknown> {
  readonly text: string;
  readonly threadId: Id;
  readonly at: Date;
}

/** `$1` the organisation, `$2` days back, `$3` how many. What was erased has no words left and is not among them. */
const select = (where: string): string => `
  WITH decided AS (
    SELECT i.thread_id, d.at, d.kind <> ALL (ARRAY['NO_ACTION', 'RELEASED']) AS upheld
    FROM decisions d JOIN review_items i ON i.organisation_id = d.organisation_id AND i.id = d.review_item_id
    WHERE d.organisation_id = $1)
  SELECT p.text, p.thread_id AS "threadId", p.created_at AS at, a.severity, a.signals, f.reasons AS flags, d.upheld, j.judged
  FROM posts p
  JOIN assessments a ON a.organisation_id = p.organisation_id AND a.post_id = p.id AND a.revision = p.revision
  LEFT JOIN LATERAL (SELECT upheld FROM decided WHERE decided.thread_id = p.thread_id AND decided.at >= p.created_at
    ORDER BY decided.at LIMIT 1) d ON true
  LEFT JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT g.reason), '{}') AS reasons FROM flags g
    WHERE g.organisation_id = p.organisation_id AND g.post_id = p.id) f ON true
  LEFT JOIN LATERAL (SELECT jsonb_build_object('severity', g.severity, 'category', g.category) AS judged FROM post_judgements g
    WHERE g.organisation_id = p.organisation_id AND g.post_id = p.id AND g.revision = p.revision ORDER BY g.at DESC, g.id DESC LIMIT 1) j ON true
  WHERE p.organisation_id = $1 AND p.author_membership_id IS NOT NULL AND p.text <> '' AND p.state <> 'DELETED'
    AND p.created_at > now() - make_interval(days => $2) AND ${where}
  ORDER BY p.created_at DESC LIMIT $3`;

/** What an organisation's moderators made of its posts. For the system, and never kept outside the database. */
@Injectable()
export class Examples {
  async of(transaction: Transaction, organisationId: Id): Promise<Example[]> {
    const pointedAt = `(a.severity <> 'GREEN' OR j.judged IS NOT NULL OR cardinality(f.reasons) > 0)`;
    const rows = [
      ...(await transaction.rows<Row>(select(pointedAt), [organisationId, daysBack, mostPointedAt])),
      ...(await transaction.rows<Row>(select(`NOT ${pointedAt}`), [organisationId, daysBack, mostQuiet])),
    ];
    return rows.flatMap((row) => {
      const categories = labelsOf(row);
      return categories === null ? [] : [{ text: row.text, threadId: row.threadId, at: row.at, categories }];
    });
  }
}
