import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { type Severity, severityRank } from '@kring/safety';
import type { Transaction } from '@kring/platform';
import type { QueuePlace } from '../domain/queue-cursor';
import type { QueueOrder, QueueWish } from '../domain/queue-wish';
import { concernOfDraw } from '../domain/concern';
import type { ReviewItemRecord } from './records';
import { itemColumns } from './review-items';

/** What a queue is narrowed to, by whom and when. */
export interface QueueFilter extends QueueWish {
  readonly organisationId: Id;
  readonly staffId: Id;
  readonly now: Date;
}

/** How many fit; `isMore` when it was counted no further. */
export interface SeverityCount {
  readonly severity: Severity;
  readonly count: number;
  readonly isMore: boolean;
}

const severities: readonly Severity[] = ['CRISIS', 'RED', 'AMBER', 'GREEN'];
/** A narrow question is counted up to here for each severity, so that a long queue is as quick as a short one. */
const countedTo = 300;
const firstId = '00000000-0000-0000-0000-000000000000';

const column: Readonly<Record<QueueOrder, string>> = { GRAVEST: 'due_at', UNTOUCHED: 'touched_at' };
const sorted: Readonly<Record<QueueOrder, string>> = {
  GRAVEST: 'item.severity_rank DESC, item.due_at, item.id',
  UNTOUCHED: '(item.severity_rank < 3), item.touched_at, item.id',
};

/** A statement in the making: what it asks, and its values. */
class Question {
  readonly values: unknown[] = [];

  /** The name of a value. */
  of(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Written out for what is asked and nothing else, so that PostgreSQL sees which index fits. */
function condition(filter: QueueFilter, ask: Question): string {
  const { states, kinds } = filter;
  const organisation = ask.of(filter.organisationId);
  const parts = [`r.organisation_id = ${organisation}`];
  const isEnded = states.includes('RESOLVED');
  if (!isEnded) parts.push(`r.state <> 'RESOLVED'`);
  if (states.length === 1 && states[0] === 'WAITING') parts.push(`r.state = 'WAITING'`);
  else if (states.length > 0) {
    const now = ask.of(filter.now);
    parts.push(
      `CASE WHEN r.state = 'CLAIMED' AND r.claim_expires_at <= ${now} THEN 'OPEN' ELSE r.state END = ANY (${ask.of(states)})`,
    );
  }
  if (filter.mine) {
    const me = ask.of(filter.staffId);
    const inHand = `r.state = 'CLAIMED' AND r.claimed_by = ${me} AND r.claim_expires_at > ${ask.of(filter.now)}`;
    parts.push(
      isEnded
        ? `((${inHand}) OR (r.state = 'RESOLVED' AND EXISTS (SELECT FROM decisions d
             WHERE d.organisation_id = ${organisation} AND d.review_item_id = r.id AND d.staff_id = ${me})))`
        : inHand,
    );
  }
  if (filter.free) parts.push(`(r.state <> 'CLAIMED' OR r.claim_expires_at <= ${ask.of(filter.now)})`);
  if (filter.flagged) parts.push(`r.flagged`);
  if (filter.overdue) parts.push(`r.due_at <= ${ask.of(filter.now)}`);
  if (filter.held)
    parts.push(`r.kind = 'THREAD' AND EXISTS (SELECT FROM posts p
      WHERE p.organisation_id = ${organisation} AND p.thread_id = r.thread_id AND p.state = 'HELD')`);
  if (kinds.length > 0) {
    const drawn = `r.reason = '${concernOfDraw.reason}'`;
    const kind = {
      THREAD: `(r.kind = 'THREAD' AND r.reason <> '${concernOfDraw.reason}')`,
      APPEAL: `r.kind = 'APPEAL'`,
      DRAWN: drawn,
    };
    parts.push(`(${kinds.map((one) => kind[one]).join(' OR ')})`);
  }
  return parts.join(' AND ');
}

/** Whether the counts that are kept answer it: all that is open, of some groups and severities. */
function isPlain({ states, kinds, mine, free, flagged, held, overdue }: QueueFilter): boolean {
  return states.length + kinds.length === 0 && !mine && !free && !flagged && !held && !overdue;
}

/** From where each severity goes on after a place; one that is wholly before it is left out. */
function lanesAfter(filter: QueueFilter, order: QueueOrder, after: QueuePlace | null) {
  const ranks = severities
    .filter((one) => filter.severities.length === 0 || filter.severities.includes(one))
    .map(severityRank);
  const crisis = severityRank('CRISIS');
  const goesOn = (rank: number): boolean =>
    after !== null && (order === 'GRAVEST' ? rank === after.rank : (rank === crisis) === (after.rank === crisis));
  const isPast = (rank: number): boolean =>
    after !== null && !goesOn(rank) && (order === 'GRAVEST' ? rank > after.rank : rank === crisis);
  return ranks
    .filter((rank) => !isPast(rank))
    .map((rank) => ({
      rank,
      at: after && goesOn(rank) ? after.at.toISOString() : '-infinity',
      id: after && goesOn(rank) ? after.id : firstId,
    }));
}

/** The queue of one organisation. For moderators. */
@Injectable()
export class ReviewQueue {
  /**
   * One page. One item more than asked when there is more. Each severity, of each group where some are named, is read from its own
   * place in an index, so that what lies before the page and what is not asked for costs nothing. What is overdue lies apart in
   * the order of due times alone: where `counts` says that it is little, it is taken from there and sorted.
   */
  async page(
    transaction: Transaction,
    filter: QueueFilter,
    order: QueueOrder,
    first: number,
    after: QueuePlace | null,
    counts: readonly SeverityCount[] = [],
  ): Promise<ReviewItemRecord[]> {
    const ask = new Question();
    const lanes = lanesAfter(filter, order, after);
    const fits = condition(filter, ask);
    const at = column[order];
    const most = ask.of(first + 1);
    const ofGroups =
      filter.groupIds.length > 0 ? `CROSS JOIN unnest(${ask.of(filter.groupIds)}::uuid[]) AS wanted (named)` : '';
    const inLane = `${fits} AND r.severity_rank = lane.rank ${ofGroups && 'AND r.group_id = wanted.named'}`;
    const isLittle =
      order === 'UNTOUCHED' && filter.overdue && counts.length > 0 && counts.every(({ isMore }) => !isMore);
    const source = isLittle
      ? `(SELECT * FROM review_items r WHERE ${inLane} ORDER BY r.due_at, r.id LIMIT ${countedTo})`
      : 'review_items';
    return transaction.rows<ReviewItemRecord>(
      `SELECT ${itemColumns} FROM unnest(${ask.of(lanes.map(({ rank }) => rank))}::int[], ${ask.of(lanes.map((lane) => lane.at))}::timestamptz[],
           ${ask.of(lanes.map((lane) => lane.id))}::uuid[]) AS lane (rank, from_at, from_id)
         ${ofGroups} CROSS JOIN LATERAL (
           SELECT * FROM ${source} r WHERE ${isLittle ? 'true' : inLane}
             AND (r.${at}, r.id) > (lane.from_at, lane.from_id)
           ORDER BY r.${at}, r.id LIMIT ${most}) item
       ORDER BY ${sorted[order]} LIMIT ${most}`,
      ask.values,
    );
  }

  /** How many fit, by severity. All that is open is known without counting; a narrower question is counted up to three hundred. */
  async counts(transaction: Transaction, filter: QueueFilter): Promise<SeverityCount[]> {
    const rows = isPlain(filter) ? await this.kept(transaction, filter) : await this.counted(transaction, filter);
    return severities.map((severity) => {
      const count = rows.find((row) => row.rank === severityRank(severity))?.count ?? 0;
      const isMore = !isPlain(filter) && count > countedTo;
      return { severity, count: isMore ? countedTo : count, isMore };
    });
  }

  private async kept(transaction: Transaction, filter: QueueFilter): Promise<{ rank: number; count: number }[]> {
    const rows = await transaction.rows<{ severity: Severity; count: number }>(
      `SELECT severity, sum(count)::int AS count FROM open_item_counts
       WHERE organisation_id = $1 AND (cardinality($2::uuid[]) = 0 OR group_id = ANY ($2)) GROUP BY severity`,
      [filter.organisationId, filter.groupIds],
    );
    return rows
      .filter(({ severity }) => filter.severities.length === 0 || filter.severities.includes(severity))
      .map(({ severity, count }) => ({ rank: severityRank(severity), count }));
  }

  private async counted(transaction: Transaction, filter: QueueFilter): Promise<{ rank: number; count: number }[]> {
    const ask = new Question();
    const ranks = lanesAfter(filter, 'GRAVEST', null).map(({ rank }) => rank);
    const fits = condition(filter, ask);
    const ofGroups = filter.groupIds.length > 0 ? `AND r.group_id = ANY (${ask.of(filter.groupIds)})` : '';
    // In order and up to a value: a plan that is made for a small organisation, by what its policies let through, must not sort the
    // whole of a large one.
    const upTo = ask.of(countedTo + 1);
    return transaction.rows<{ rank: number; count: number }>(
      `SELECT lane.rank, counted.count FROM unnest(${ask.of(ranks)}::int[]) AS lane (rank)
       CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM (
         SELECT FROM review_items r WHERE ${fits} AND r.severity_rank = lane.rank ${ofGroups}
         ORDER BY r.due_at, r.id LIMIT ${upTo}) few) counted`,
      ask.values,
    );
  }
}
