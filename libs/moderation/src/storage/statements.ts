import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { AppealState, FirstLook, MemberNow, PostNow, SoftwarePart, StatementKind } from '../domain/statements';

/** The reasons of one decision about a post, or about a member whom a post points at. Who decided stands with the decision or intervention, for staff only. */
export interface StatementRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly groupId: Id;
  readonly threadId: Id;
  readonly postId: Id;
  /** The words that it is about. */
  readonly revision: number;
  readonly membershipId: Id;
  readonly kind: StatementKind;
  readonly charterVersion: number | null;
  readonly charterRule: string | null;
  readonly facts: string;
  readonly software: SoftwarePart;
  /** Categories that software named. */
  readonly noticed: readonly string[];
  readonly byRole: 'MODERATOR' | 'SUPERVISOR';
  readonly decisionId: Id | null;
  readonly interventionId: Id | null;
  readonly at: Date;
  /** When a measure ends by itself. */
  readonly endsAt: Date | null;
}

/** A statement with the post and the member as its reader sees them now, and the appeal of it. */
export interface StandingStatement extends StatementRecord {
  /** Of a decision about a member; posts tell it themselves. */
  readonly takenBackAt: Date | null;
  readonly memberState: MemberNow | null;
  readonly isNewest: boolean;
  readonly postState: PostNow['state'] | null;
  readonly postRevision: number | null;
  /** Null where the thread is out of the reader's sight. */
  readonly threadTitle: string | null;
  readonly groupName: string | null;
  readonly appealId: Id | null;
  readonly appealWords: string | null;
  readonly appealedAt: Date | null;
  readonly appealDueAt: Date | null;
  readonly reviewItemId: Id | null;
  readonly outcome: Exclude<AppealState, 'OPEN'> | null;
  readonly answer: string | null;
  readonly answeredByRole: 'MODERATOR' | 'SUPERVISOR' | null;
  readonly answeredAt: Date | null;
}

const mostAtOnce = 1000;

const waits = 'a.id IS NOT NULL AND w.appeal_id IS NULL';
const aboutPost = (statement: string): string => `${statement}.kind IN ('RETURNED', 'HIDDEN')`;

/** `$1` organisations. A post may have moved to another thread since. */
const select = `SELECT s.organisation_id AS "organisationId", s.id, s.group_id AS "groupId", coalesce(p.thread_id, s.thread_id) AS "threadId",
    s.post_id AS "postId", s.revision, s.membership_id AS "membershipId", s.kind, s.charter_version AS "charterVersion",
    s.charter_rule AS "charterRule", s.facts, s.software, s.noticed, s.by_role AS "byRole", s.decision_id AS "decisionId",
    s.intervention_id AS "interventionId", s.at, s.ends_at AS "endsAt", s.taken_back_at AS "takenBackAt",
    NOT EXISTS (SELECT FROM statements n WHERE n.organisation_id = s.organisation_id AND n.organisation_id = ANY ($1)
      AND n.membership_id = s.membership_id AND (n.at, n.id) > (s.at, s.id) AND n.taken_back_at IS NULL
      AND CASE WHEN ${aboutPost('s')} THEN n.post_id = s.post_id AND ${aboutPost('n')} ELSE n.kind = s.kind END) AS "isNewest",
    m.state AS "memberState",
    p.state AS "postState", p.revision AS "postRevision", t.title AS "threadTitle", g.name AS "groupName",
    a.id AS "appealId", a.words AS "appealWords", a.created_at AS "appealedAt", a.due_at AS "appealDueAt",
    a.review_item_id AS "reviewItemId", w.outcome, w.reasons AS answer, w.by_role AS "answeredByRole", w.at AS "answeredAt"
  FROM statements s
  LEFT JOIN posts p ON p.organisation_id = s.organisation_id AND p.id = s.post_id
  LEFT JOIN threads t ON t.organisation_id = s.organisation_id AND t.id = coalesce(p.thread_id, s.thread_id)
  LEFT JOIN memberships m ON m.organisation_id = s.organisation_id AND m.id = s.membership_id
  LEFT JOIN groups g ON g.organisation_id = s.organisation_id AND g.id = s.group_id
  LEFT JOIN appeals a ON a.organisation_id = s.organisation_id AND a.statement_id = s.id
  LEFT JOIN appeal_answers w ON w.organisation_id = a.organisation_id AND w.appeal_id = a.id
  WHERE s.organisation_id = ANY ($1)`;

/** Statements of reasons. Members read their own only. */
@Injectable()
export class Statements {
  async add(transaction: Transaction, statement: StatementRecord): Promise<void> {
    await insert(transaction, 'statements', { ...statement });
  }

  async statement(transaction: Transaction, id: Id): Promise<StandingStatement | null> {
    if (!isId(id)) return null;
    return transaction.row<StandingStatement & Record<string, unknown>>(`${select} AND s.id = $2`, [
      organisationsOf(transaction.actor),
      id,
    ]);
  }

  /** The newest of each post. */
  async ofPosts(transaction: Transaction, postIds: readonly Id[]): Promise<StandingStatement[]> {
    const rows = await this.where(transaction, `s.post_id = ANY ($2) AND ${aboutPost('s')}`, postIds.filter(isId));
    return rows.filter((row) => row.isNewest);
  }

  /** Those of memberships, newest first. */
  ofMembers(transaction: Transaction, membershipIds: readonly Id[]): Promise<StandingStatement[]> {
    return this.where(transaction, 's.membership_id = ANY ($2)', membershipIds);
  }

  /** Why these memberships were ended, newest first. For the system. */
  removals(transaction: Transaction, membershipIds: readonly Id[]): Promise<StandingStatement[]> {
    return this.where(transaction, `s.membership_id = ANY ($2) AND s.kind = 'REMOVE_MEMBER'`, membershipIds);
  }

  /** Those that review items are about, because they were appealed. For moderators and the system. */
  ofItems(transaction: Transaction, itemIds: readonly Id[]): Promise<StandingStatement[]> {
    return this.where(transaction, 'a.review_item_id = ANY ($2)', itemIds);
  }

  /** Those about a post whose appeal waits for an answer. For the system. */
  waitingOf(transaction: Transaction, postId: Id): Promise<StandingStatement[]> {
    return this.where(transaction, `s.post_id = ANY ($2) AND ${aboutPost('s')} AND ${waits}`, [postId]);
  }

  /** Those about a member whose appeal waits for an answer. For the system. */
  waitingOfMember(transaction: Transaction, membershipId: Id): Promise<StandingStatement[]> {
    return this.where(transaction, `s.membership_id = ANY ($2) AND NOT ${aboutPost('s')} AND ${waits}`, [membershipId]);
  }

  /** What an intervention did to a member was taken back; its reasons say so to them. */
  async takeBack(transaction: Transaction, organisationId: Id, interventionId: Id, at: Date): Promise<void> {
    await transaction.run(
      `UPDATE statements SET taken_back_at = $3 WHERE organisation_id = $1 AND intervention_id = $2 AND NOT ${aboutPost('statements')}`,
      [organisationId, interventionId, at],
    );
  }

  /** Whether the words before this revision were given back. For the system. */
  async wasGivenBack(transaction: Transaction, organisationId: Id, postId: Id, revision: number): Promise<boolean> {
    const row = await transaction.row(
      `SELECT FROM statements WHERE organisation_id = $1 AND post_id = $2 AND revision = $3 AND kind = 'RETURNED'`,
      [organisationId, postId, revision - 1],
    );
    return row !== null;
  }

  /** Who decided each, and who had to do with the post or steered the member before. For moderators. */
  async firstLooks(transaction: Transaction, ids: readonly Id[]): Promise<(FirstLook & { readonly id: Id })[]> {
    return transaction.rows<FirstLook & { readonly id: Id }>(
      `SELECT s.id, s.kind, coalesce(d.staff_id, i.staff_id) AS "deciderId", ARRAY(
         SELECT f.staff_id FROM flags f WHERE f.organisation_id = s.organisation_id AND f.organisation_id = ANY ($1)
           AND f.post_id = s.post_id AND f.staff_id IS NOT NULL
         UNION SELECT j.staff_id FROM post_judgements j WHERE j.organisation_id = s.organisation_id
           AND j.organisation_id = ANY ($1) AND j.post_id = s.post_id
         UNION SELECT v.staff_id FROM interventions v WHERE v.organisation_id = s.organisation_id
           AND v.organisation_id = ANY ($1) AND v.post_id = s.post_id
         UNION SELECT m.staff_id FROM interventions m WHERE m.organisation_id = s.organisation_id
           AND m.organisation_id = ANY ($1) AND m.membership_id = s.membership_id AND NOT ${aboutPost('s')}
         UNION SELECT e.staff_id FROM statements o JOIN decisions e ON e.organisation_id = o.organisation_id AND e.id = o.decision_id
           WHERE o.organisation_id = s.organisation_id AND o.organisation_id = ANY ($1) AND o.post_id = s.post_id) AS "tookPart"
       FROM statements s
       LEFT JOIN decisions d ON d.organisation_id = s.organisation_id AND d.id = s.decision_id
       LEFT JOIN interventions i ON i.organisation_id = s.organisation_id AND i.id = s.intervention_id
       WHERE s.organisation_id = ANY ($1) AND s.id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids],
    );
  }

  /** Somebody wants their words to go: what was said about them goes too. */
  async forget(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<void> {
    await transaction.run(`UPDATE statements SET facts = '' WHERE organisation_id = $1 AND membership_id = $2`, [
      organisationId,
      membershipId,
    ]);
    await transaction.run(`UPDATE appeals SET words = NULL WHERE organisation_id = $1 AND membership_id = $2`, [
      organisationId,
      membershipId,
    ]);
  }

  private where(transaction: Transaction, condition: string, ids: readonly Id[]): Promise<StandingStatement[]> {
    return transaction.rows<StandingStatement & Record<string, unknown>>(
      `${select} AND ${condition} ORDER BY s.at DESC, s.id DESC LIMIT ${mostAtOnce}`,
      [organisationsOf(transaction.actor), ids],
    );
  }
}
