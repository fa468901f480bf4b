import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { WatchState } from '../domain/watch';

export interface WatchRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly groupId: Id;
  readonly membershipId: Id;
  /** The crisis it came after; null: on somebody's wish. */
  readonly reviewItemId: Id | null;
  readonly state: WatchState;
  /** Why, in a moderator's words; empty when the service proposed it. */
  readonly reason: string;
  readonly ownerId: Id | null;
  readonly openedAt: Date;
  readonly nextContactAt: Date | null;
  readonly quietSince: Date | null;
  readonly version: number;
}

export interface WatchNoteRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly watchId: Id;
  readonly staffId: Id;
  readonly text: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

export interface WatchFigures {
  readonly times: number;
  readonly isWatched: boolean;
}

const columns = `organisation_id AS "organisationId", id, group_id AS "groupId", membership_id AS "membershipId",
  review_item_id AS "reviewItemId", state, reason, owner_id AS "ownerId", opened_at AS "openedAt", next_contact_at AS "nextContactAt",
  quiet_since AS "quietSince", version`;
const noteColumns = `organisation_id AS "organisationId", id, watch_id AS "watchId", staff_id AS "staffId", text, at,
  expires_at AS "expiresAt"`;
const mostShown = 200;

/** Who is watched over, and what is noted about it. For moderators, supervisors and the system. */
@Injectable()
export class Watches {
  /** What asks for somebody first: proposed, gone quiet, then the soonest due. */
  async open(transaction: Transaction, organisationId: Id): Promise<WatchRecord[]> {
    return transaction.rows<WatchRecord>(
      `SELECT ${columns} FROM watches WHERE organisation_id = $1 AND state <> 'ENDED'
       ORDER BY quiet_since IS NULL, state <> 'PROPOSED', next_contact_at, id LIMIT $2`,
      [organisationId, mostShown],
    );
  }

  /** Those of several that are not over. */
  async openOf(transaction: Transaction, ids: readonly Id[]): Promise<WatchRecord[]> {
    return transaction.rows<WatchRecord>(
      `SELECT ${columns} FROM watches WHERE organisation_id = ANY ($1) AND id = ANY ($2) AND state <> 'ENDED'`,
      [organisationsOf(transaction.actor), ids],
    );
  }

  /** Everybody who is watched over after a crisis. For the system. */
  async afterCrisis(transaction: Transaction, organisationId: Id): Promise<WatchRecord[]> {
    return transaction.rows<WatchRecord>(
      `SELECT ${columns} FROM watches WHERE organisation_id = $1 AND state <> 'ENDED' AND review_item_id IS NOT NULL ORDER BY id`,
      [organisationId],
    );
  }

  async watch(transaction: Transaction, id: Id): Promise<WatchRecord | null> {
    return transaction.row<WatchRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM watches WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** How often somebody was watched over, proposals that nobody took up left out, and whether they are now. For moderators. */
  async ofMember(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<WatchFigures> {
    const row = await transaction.row<WatchFigures & Record<string, unknown>>(
      `SELECT count(*) FILTER (WHERE owner_id IS NOT NULL)::int AS times, coalesce(bool_or(state = 'WATCHING'), false) AS "isWatched"
       FROM watches WHERE organisation_id = $1 AND membership_id = $2`,
      [organisationId, membershipId],
    );
    return row ?? { times: 0, isWatched: false };
  }

  /** False when the member is watched over already, or was proposed for this crisis before. */
  async add(transaction: Transaction, watch: WatchRecord): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO watches (organisation_id, id, group_id, membership_id, review_item_id, state, reason, owner_id, opened_at, next_contact_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      [
        watch.organisationId,
        watch.id,
        watch.groupId,
        watch.membershipId,
        watch.reviewItemId,
        watch.state,
        watch.reason,
        watch.ownerId,
        watch.openedAt,
        watch.nextContactAt,
        watch.version,
      ],
    );
    return added === 1;
  }

  /**
   * Ties the open watch of a member, which was begun on a wish, to a crisis; answers which. Null when there is none, when it
   * came after a crisis already, or when one that came after this crisis was ended. For the system.
   */
  async tieToCrisis(
    transaction: Transaction,
    organisationId: Id,
    membershipId: Id,
    reviewItemId: Id,
  ): Promise<Id | null> {
    const [tied] = await transaction.rows<{ id: Id }>(
      `UPDATE watches SET review_item_id = $3
       WHERE organisation_id = $1 AND membership_id = $2 AND state <> 'ENDED' AND review_item_id IS NULL
         AND NOT EXISTS (SELECT FROM watches o WHERE o.organisation_id = $1 AND o.membership_id = $2 AND o.review_item_id = $3)
       RETURNING id`,
      [organisationId, membershipId, reviewItemId],
    );
    return tied?.id ?? null;
  }

  /** False when it changed since it was seen, or is over. */
  async change(
    transaction: Transaction,
    watch: WatchRecord,
    to: { readonly ownerId: Id; readonly nextContactAt: Date },
  ): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE watches SET state = 'WATCHING', owner_id = $4, next_contact_at = $5, version = version + 1
       WHERE organisation_id = $1 AND id = $2 AND version = $3 AND state <> 'ENDED'`,
      [watch.organisationId, watch.id, watch.version, to.ownerId, to.nextContactAt],
    );
    return changed === 1;
  }

  async end(transaction: Transaction, watch: WatchRecord, staffId: Id, reason: string, at: Date): Promise<boolean> {
    const ended = await transaction.run(
      `UPDATE watches SET state = 'ENDED', ended_at = $4, ended_by = $5, end_reason = $6, quiet_since = NULL, version = version + 1
       WHERE organisation_id = $1 AND id = $2 AND version = $3 AND state <> 'ENDED'`,
      [watch.organisationId, watch.id, watch.version, at, staffId, reason],
    );
    return ended === 1;
  }

  /** Says since when a member has been quiet, or that they are not any more. For the system. */
  async setQuiet(transaction: Transaction, watch: WatchRecord, since: Date | null): Promise<boolean> {
    const set = await transaction.run(
      `UPDATE watches SET quiet_since = $3 WHERE organisation_id = $1 AND id = $2 AND state <> 'ENDED'`,
      [watch.organisationId, watch.id, since],
    );
    return set === 1;
  }

  async note(transaction: Transaction, note: WatchNoteRecord): Promise<void> {
    await insert(transaction, 'watch_notes', { ...note });
  }

  /** What is noted about several watches, newest first; what was erased is left out. */
  async notes(transaction: Transaction, watchIds: readonly Id[]): Promise<WatchNoteRecord[]> {
    return transaction.rows<WatchNoteRecord>(
      `SELECT ${noteColumns} FROM watch_notes WHERE organisation_id = ANY ($1) AND watch_id = ANY ($2) AND text <> ''
       ORDER BY watch_id, at DESC, id DESC`,
      [organisationsOf(transaction.actor), watchIds],
    );
  }

  /** Takes the words out of notes that expired, and of reasons of watches that ended as long ago. For the system. */
  async eraseNotes(transaction: Transaction, organisationId: Id, now: Date, endedBefore: Date): Promise<number> {
    await transaction.run(
      `UPDATE watches SET reason = '', end_reason = NULL WHERE organisation_id = $1 AND ended_at <= $2
         AND (reason <> '' OR end_reason IS NOT NULL)`,
      [organisationId, endedBefore],
    );
    return transaction.run(
      `UPDATE watch_notes SET text = '' WHERE organisation_id = $1 AND expires_at <= $2 AND text <> ''`,
      [organisationId, now],
    );
  }

  /** Everything that is written about one member. For the system. */
  async eraseMember(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<void> {
    await transaction.run(
      `UPDATE watch_notes SET text = '' WHERE organisation_id = $1 AND watch_id IN (
         SELECT id FROM watches WHERE organisation_id = $1 AND membership_id = $2)`,
      [organisationId, membershipId],
    );
    await transaction.run(
      `UPDATE watches SET reason = '', end_reason = NULL WHERE organisation_id = $1 AND membership_id = $2`,
      [organisationId, membershipId],
    );
  }
}
