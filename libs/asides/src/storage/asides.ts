import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { type Actor, insert, membershipsOf, organisationsOf, type Transaction } from '@kring/platform';
import type { AsideSide } from '../domain/aside';
import { deskLimit, shownMessages } from '../domain/limits';
import type { AsideMessageRecord, AsideRecord } from './records';

const place = `organisation_id AS "organisationId", group_id AS "groupId", membership_id AS "membershipId", staff_id AS "staffId"`;
const columns = `${place}, id, request_id AS "requestId", opened_at AS "openedAt", last_at AS "lastAt", last_by AS "lastBy",
  ended_at AS "endedAt", ended_by AS "endedBy", erased_at AS "erasedAt"`;

/** Which people an actor is, for asides: memberships, and positions as a moderator or supervisor. */
export function peopleOf(actor: Actor): { membershipIds: readonly Id[]; staffIds: readonly Id[] } {
  if (actor.kind !== 'account') return { membershipIds: [], staffIds: [] };
  return {
    membershipIds: membershipsOf(actor),
    staffIds: actor.staff.filter((right) => right.role !== 'ORGANISER').map((right) => right.staffId),
  };
}

/** Asides and what is said in them, as the actor of the transaction may see them. */
@Injectable()
export class Asides {
  async aside(transaction: Transaction, id: Id): Promise<AsideRecord | null> {
    return transaction.row<AsideRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM asides WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** For the two people in it, who may write: locked until the transaction ends. */
  async lock(transaction: Transaction, aside: Pick<AsideRecord, 'organisationId' | 'id'>): Promise<AsideRecord> {
    const row = await transaction.row<AsideRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM asides WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
      [aside.organisationId, aside.id],
    );
    if (!row) throw new Error('an aside stays in sight of whoever talks in it');
    return row;
  }

  /** The member's own, newest first. */
  async ofMember(transaction: Transaction): Promise<AsideRecord[]> {
    return transaction.rows<AsideRecord>(
      `SELECT ${columns} FROM asides WHERE organisation_id = ANY ($1) AND membership_id = ANY ($2)
       ORDER BY last_at DESC, id DESC LIMIT $3`,
      [organisationsOf(transaction.actor), peopleOf(transaction.actor).membershipIds, deskLimit],
    );
  }

  /** Those of one moderator; or, for a supervisor, those of all others. What waits for staff first, then the newest. */
  async ofStaff(
    transaction: Transaction,
    organisationId: Id,
    staffId: Id,
    whose: 'own' | 'others',
  ): Promise<AsideRecord[]> {
    return transaction.rows<AsideRecord>(
      `SELECT ${columns} FROM asides WHERE organisation_id = $1 AND staff_id ${whose === 'own' ? '=' : '<>'} $2
       ORDER BY ended_at IS NOT NULL, last_by = 'STAFF', last_at DESC, id DESC LIMIT $3`,
      [organisationId, staffId, deskLimit],
    );
  }

  /** Nothing is opened twice with the same member by the same moderator; ask this behind a lock on the two. */
  async open(transaction: Transaction, membershipId: Id, staffId: Id, organisationId: Id): Promise<AsideRecord | null> {
    await transaction.run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `aside ${membershipId} ${staffId}`,
    ]);
    return transaction.row<AsideRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM asides WHERE organisation_id = $1 AND membership_id = $2 AND staff_id = $3 AND ended_at IS NULL`,
      [organisationId, membershipId, staffId],
    );
  }

  async add(transaction: Transaction, aside: AsideRecord): Promise<void> {
    await insert(transaction, 'asides', { ...aside });
  }

  async say(
    transaction: Transaction,
    message: Omit<AsideMessageRecord, 'severity' | 'checked'>,
    by: AsideSide,
  ): Promise<void> {
    await insert(transaction, 'aside_messages', { ...message });
    await transaction.run(
      `UPDATE asides SET last_at = $3, last_by = $4 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL`,
      [message.organisationId, message.asideId, message.at, by],
    );
  }

  async keepReading(
    transaction: Transaction,
    message: Pick<AsideMessageRecord, 'organisationId' | 'id' | 'membershipId' | 'staffId' | 'at'>,
    reading: { readonly severity: string; readonly checked: boolean },
  ): Promise<void> {
    const { organisationId, id, membershipId, staffId, at } = message;
    await insert(transaction, 'aside_readings', {
      ...{ organisationId, messageId: id, membershipId, staffId, at },
      severity: reading.severity,
      checked: reading.checked,
    });
  }

  /** False when it was ended before. */
  async end(transaction: Transaction, aside: AsideRecord, by: AsideSide, at: Date): Promise<boolean> {
    const ended = await transaction.run(
      `UPDATE asides SET ended_at = $3, ended_by = $4 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL`,
      [aside.organisationId, aside.id, at, by],
    );
    return ended === 1;
  }

  /** What was said in several asides, oldest first; how it was read for staff only. */
  async messages(transaction: Transaction, asideIds: readonly Id[]): Promise<AsideMessageRecord[]> {
    return transaction.rows<AsideMessageRecord>(
      `SELECT m.organisation_id AS "organisationId", m.group_id AS "groupId", m.membership_id AS "membershipId", m.staff_id AS "staffId",
         m.id, m.aside_id AS "asideId", m.by_member AS "byMember", m.text, m.helpline, m.at, r.severity, r.checked
       FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
         SELECT * FROM aside_messages WHERE organisation_id = ANY ($1) AND aside_id = wanted.id ORDER BY at DESC, id DESC LIMIT $3) m
       LEFT JOIN aside_readings r ON r.organisation_id = m.organisation_id AND r.message_id = m.id
       ORDER BY m.aside_id, m.at, m.id`,
      [organisationsOf(transaction.actor), asideIds, shownMessages],
    );
  }

  async message(transaction: Transaction, id: Id): Promise<AsideMessageRecord | null> {
    return transaction.row<AsideMessageRecord & Record<string, unknown>>(
      `SELECT m.organisation_id AS "organisationId", m.group_id AS "groupId", m.membership_id AS "membershipId", m.staff_id AS "staffId",
         m.id, m.aside_id AS "asideId", m.by_member AS "byMember", m.text, m.helpline, m.at, r.severity, r.checked
       FROM aside_messages m LEFT JOIN aside_readings r ON r.organisation_id = m.organisation_id AND r.message_id = m.id
       WHERE m.organisation_id = ANY ($1) AND m.id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** Takes the words out of what ended before `before`, or of all that one member talked in; that it was stays. For the system. */
  async erase(
    transaction: Transaction,
    organisationId: Id,
    which: { readonly before: Date } | { readonly membershipId: Id },
    at: Date,
  ): Promise<number> {
    const [condition, value] =
      'before' in which ? ['ended_at <= $3', which.before] : ['membership_id = $3', which.membershipId];
    const gone = await transaction.rows<{ id: Id; requestId: Id }>(
      `UPDATE asides SET erased_at = $2 WHERE organisation_id = $1 AND ended_at IS NOT NULL AND erased_at IS NULL AND ${condition}
       RETURNING id, request_id AS "requestId"`,
      [organisationId, at, value],
    );
    const ids = gone.map((aside) => aside.id);
    await transaction.run(
      `UPDATE aside_messages SET text = '', helpline = NULL WHERE organisation_id = $1 AND aside_id = ANY ($2)`,
      [organisationId, ids],
    );
    await transaction.run(
      `UPDATE aside_promises SET sentence = '' WHERE organisation_id = $1 AND aside_id = ANY ($2)`,
      [organisationId, ids],
    );
    await transaction.run(`UPDATE aside_requests SET reason = '' WHERE organisation_id = $1 AND id = ANY ($2)`, [
      organisationId,
      gone.map((aside) => aside.requestId),
    ]);
    return gone.length;
  }

  /** Requests that nobody took up are forgotten in the same time. For the system. */
  async forgetRequests(transaction: Transaction, organisationId: Id, before: Date): Promise<void> {
    await transaction.run(
      `UPDATE aside_requests SET reason = '' WHERE organisation_id = $1 AND at <= $2 AND reason <> ''
         AND NOT EXISTS (SELECT FROM asides a WHERE a.organisation_id = $1 AND a.request_id = aside_requests.id AND a.erased_at IS NULL)`,
      [organisationId, before],
    );
  }
}
