import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import type { Example } from '../domain/home-model';
import { labelsOf, type SaidPost } from '../domain/labels';
import { upheld } from './upheld';

const mostPointedAt = 20_000;
const mostQuiet = 10_000;
const daysBack = 730;

interface Row extends SaidPost, Record<string, unknown> {
  readonly text: string;
  readonly threadId: Id;
  readonly at: Date;
}

const levels = `ARRAY['GREEN', 'AMBER', 'RED', 'CRISIS']`;
const among = (table: string, more = ''): string =>
  `p.id IN (SELECT o.post_id FROM ${table} o WHERE o.organisation_id = $1${more})`;
const pointedAt = `(a.severity <> 'GREEN' OR ${['second_readings', 'post_judgements', 'audit_draws'].map((table) => among(table)).join(' OR ')}
      OR ${among('flags', ' AND o.post_id IS NOT NULL')})`;

/**
 * `$1` the organisation, `$2` days back, `$3` how many. Posts are chosen first, and only then is looked up what was said of
 * them, so that a night costs the same however much was ever written. What was erased has no words left and is not among them.
 */
const select = (where: string): string => `
  WITH chosen AS (
    SELECT p.id, p.revision, p.thread_id, p.created_at, p.text, a.severity, a.signals
    FROM posts p
    JOIN assessments a ON a.organisation_id = p.organisation_id AND a.post_id = p.id AND a.revision = p.revision
    WHERE p.organisation_id = $1 AND p.author_membership_id IS NOT NULL AND p.text <> '' AND p.state <> 'DELETED'
      AND p.created_at > now() - make_interval(days => $2) AND ${where}
    ORDER BY p.created_at DESC LIMIT $3),
  decided AS (
    SELECT DISTINCT ON (c.id) c.id, ${upheld} AS upheld
    FROM chosen c
    JOIN review_items i ON i.organisation_id = $1 AND i.thread_id = c.thread_id AND i.kind = 'THREAD'
    JOIN decisions d ON d.organisation_id = $1 AND d.review_item_id = i.id AND d.at >= c.created_at
    ORDER BY c.id, d.at),
  flagged AS (
    SELECT g.post_id AS id, array_agg(DISTINCT g.reason) AS reasons FROM flags g
    WHERE g.organisation_id = $1 AND g.post_id IS NOT NULL GROUP BY g.post_id),
  read AS (
    SELECT r.post_id AS id, r.revision, max(array_position(${levels}, r.severity)) AS rank,
      jsonb_path_query_array(jsonb_agg(r.signals), '$[*][*]') AS signals
    FROM second_readings r WHERE r.organisation_id = $1 GROUP BY r.post_id, r.revision),
  judged AS (
    SELECT DISTINCT ON (g.post_id, g.revision) g.post_id AS id, g.revision,
      jsonb_build_object('severity', g.severity, 'category', g.category) AS judged
    FROM post_judgements g WHERE g.organisation_id = $1 ORDER BY g.post_id, g.revision, g.at DESC, g.id DESC)
  SELECT c.text, c.thread_id AS "threadId", c.created_at AS at,
    (${levels})[greatest(array_position(${levels}, c.severity), r.rank)] AS severity,
    c.signals || coalesce(r.signals, '[]') AS signals, coalesce(f.reasons, '{}') AS flags, w.post_id IS NOT NULL AS drawn,
    d.upheld, j.judged
  FROM chosen c
  LEFT JOIN decided d ON d.id = c.id
  LEFT JOIN flagged f ON f.id = c.id
  LEFT JOIN read r ON r.id = c.id AND r.revision = c.revision
  LEFT JOIN judged j ON j.id = c.id AND j.revision = c.revision
  LEFT JOIN audit_draws w ON w.organisation_id = $1 AND w.post_id = c.id
  ORDER BY c.created_at DESC, c.id`;

/** What an organisation's moderators made of its posts. For the system, and never kept outside the database. */
@Injectable()
export class Examples {
  async of(transaction: Transaction, organisationId: Id): Promise<Example[]> {
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
