import { Injectable } from '@nestjs/common';
import { type DailyHours, type Id, isId } from '@kring/kernel';
import { organisationsOf, type Transaction } from '@kring/platform';
import type { GroupSafetySettings } from '@kring/safety';
import type { MembershipState } from '../domain/membership-moves';

export type ModerationMode = 'POST' | 'NEWCOMERS' | 'PRE';
/** What becomes of posts while nobody is on duty: seen at once, or waiting for a moderator. */
export type OffDuty = 'OPEN' | 'HOLD';

/** A group's own choices for how its posts are read, each of them made. */
export type GroupSafety = Required<GroupSafetySettings>;

export interface GroupRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly name: string;
  readonly description: string;
  readonly moderationMode: ModerationMode;
  readonly offDuty: OffDuty;
  /** Between which times of the day nobody but moderators writes. */
  readonly night: DailyHours | null;
  readonly charterVersion: number;
  readonly charterText: string;
  readonly safety: GroupSafety;
}

export interface MembershipRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly groupId: Id;
  readonly nickname: string;
  readonly avatar: string;
  readonly state: MembershipState;
  readonly since: Date;
}

export interface InvitationRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly groupId: Id;
  readonly kind: 'PERSONAL' | 'OPEN';
  readonly usesLeft: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const groupColumns = `g.organisation_id AS "organisationId", g.id, g.name, g.description, g.moderation_mode AS "moderationMode", g.off_duty AS "offDuty", g.night,
  c.version AS "charterVersion", c.text AS "charterText",
  jsonb_build_object('suicideTalk', g.suicide_talk, 'holdGoodbyes', g.hold_goodbyes, 'otherLanguages', g.other_languages,
    'themes', g.themes) AS safety`;
const groupSource = `groups g CROSS JOIN LATERAL (
  SELECT version, text FROM charters WHERE organisation_id = g.organisation_id AND group_id = g.id ORDER BY version DESC LIMIT 1) c`;
const membershipColumns = `organisation_id AS "organisationId", id, group_id AS "groupId", nickname, avatar, state, since`;
const invitationColumns = `organisation_id AS "organisationId", id, group_id AS "groupId", kind, uses_left AS "usesLeft",
  created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"`;

/** Reads groups, memberships and invitations as the actor of the transaction may see them. */
@Injectable()
export class GroupsReader {
  async group(transaction: Transaction, id: Id): Promise<GroupRecord | null> {
    return (await this.groups(transaction, [id]))[0] ?? null;
  }

  async groups(transaction: Transaction, ids: readonly Id[]): Promise<GroupRecord[]> {
    return transaction.rows<GroupRecord>(
      `SELECT ${groupColumns} FROM ${groupSource} WHERE g.organisation_id = ANY ($1) AND g.id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids.filter(isId)],
    );
  }

  async groupsOfOrganisations(transaction: Transaction, organisationIds: readonly Id[]): Promise<GroupRecord[]> {
    return transaction.rows<GroupRecord>(
      `SELECT ${groupColumns} FROM ${groupSource} WHERE g.organisation_id = ANY ($1) ORDER BY lower(g.name), g.id LIMIT 1000`,
      [organisationIds],
    );
  }

  async memberships(transaction: Transaction, ids: readonly Id[]): Promise<MembershipRecord[]> {
    return transaction.rows<MembershipRecord>(
      `SELECT ${membershipColumns} FROM memberships WHERE organisation_id = ANY ($1) AND id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids.filter(isId)],
    );
  }

  /** Who waits before each group, longest first. */
  async requests(transaction: Transaction, groupIds: readonly Id[]): Promise<MembershipRecord[]> {
    return transaction.rows<MembershipRecord>(
      `SELECT ${membershipColumns} FROM memberships WHERE organisation_id = ANY ($1) AND group_id = ANY ($2) AND state = 'REQUESTED'
       ORDER BY since, id LIMIT 500`,
      [organisationsOf(transaction.actor), groupIds],
    );
  }

  async invitations(transaction: Transaction, groupIds: readonly Id[]): Promise<InvitationRecord[]> {
    return transaction.rows<InvitationRecord>(
      `SELECT ${invitationColumns} FROM invitations WHERE organisation_id = ANY ($1) AND group_id = ANY ($2)
       ORDER BY created_at DESC, id DESC LIMIT 200`,
      [organisationsOf(transaction.actor), groupIds],
    );
  }

  async invitation(transaction: Transaction, id: Id): Promise<InvitationRecord | null> {
    return transaction.row<InvitationRecord & Record<string, unknown>>(
      `SELECT ${invitationColumns} FROM invitations WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), id],
    );
  }
}
