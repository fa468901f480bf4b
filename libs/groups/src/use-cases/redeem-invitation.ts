import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, ok, problem, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { Accounts, type CodePlace, Codes, GuessLimits } from '@kring/identity';
import { StaffReader } from '@kring/organisations';
import {
  CLOCK,
  insert,
  newId,
  type Reply,
  system,
  type SystemActor,
  type Transaction,
  UnitOfWork,
  visitor,
  wasMade,
} from '@kring/platform';
import { readAvatar } from '../domain/avatar';
import type { MembershipState } from '../domain/membership-moves';
import type { Nickname } from '../domain/nickname';
import { Nicknames } from '../nicknames';
import { type GroupRecord, GroupsReader, type InvitationRecord } from '../storage/groups-reader';

export interface Newcomer {
  readonly nickname: Nickname;
  readonly avatar: string | null;
  readonly acceptedCharterVersion: number;
  readonly ageBand: string | null;
  readonly gender: string | null;
}

export interface InvitationPreview {
  readonly invitation: InvitationRecord;
  readonly group: GroupRecord;
  readonly organisationName: string;
  readonly moderators: readonly string[];
}

export const unusable: Problem = problem('INVITATION_UNUSABLE', { field: 'code' });

/** What holding a code allows: looking at what it leads to, and coming in by it. All that is unusable looks the same. */
@Injectable()
export class RedeemInvitation {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Codes) private readonly codes: Codes,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(StaffReader) private readonly staff: StaffReader,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Nicknames) private readonly nicknames: Nicknames,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for a code that is unknown, used up, revoked or expired, and when too many were tried. */
  async preview(code: string, from: Reply): Promise<InvitationPreview | null> {
    const place = await this.findOpen(code, from, null);
    if (!place.ok) return null;
    const { organisationId } = place.value;
    const preview = await this.work.as(this.guide(organisationId), async (transaction) => {
      const invitation = await this.usable(transaction, place.value);
      const group = invitation && (await this.reader.group(transaction, invitation.groupId));
      if (!invitation || !group) return null;
      const organisation = await transaction.row<{ name: string }>(
        `SELECT name FROM organisations WHERE organisation_id = $1`,
        [organisationId],
      );
      const serving = await this.staff.serving(transaction, [organisationId]);
      const moderators = serving.filter((one) => one.role !== 'ORGANISER').map((one) => one.displayName);
      return { invitation, group, organisationName: organisation?.name ?? '', moderators };
    });
    if (!preview) await this.limits.countUnusableCode(from);
    return preview;
  }

  /**
   * Where a code leads that can be used, or that made something for this client key before; behind the limit on tries. One
   * that is used up, revoked or expired takes the steps of one that nobody issued: neither words nor time tell that it
   * ever was one.
   */
  async findOpen(
    code: string,
    from: Reply,
    asked: { readonly who: Id | null; readonly operation: string; readonly clientKey: string } | null,
  ): Promise<Result<CodePlace, Problem>> {
    const limited = await this.limits.code(from);
    if (limited) return fail(limited);
    const found = await this.work.as(visitor, (transaction) => this.codes.find(transaction, 'GROUP', code));
    const place = found ?? { organisationId: newId(), subjectId: newId() };
    const { organisationId, subjectId } = place;
    const isOpen = await this.work.as(this.guide(organisationId), async (transaction) => {
      const key = asked && { ...asked, organisationId, who: asked.who ?? subjectId };
      // In this order: what the same asking used up a moment ago was made by the time it is found used.
      const isUsable = (await this.usable(transaction, place)) !== null;
      const again = key !== null && (await wasMade(transaction, key));
      return isUsable || again;
    });
    if (!isOpen) return fail(unusable);
    await this.limits.codeExists(from);
    return ok(place);
  }

  /** The system, on behalf of somebody whom no organisation knows yet. */
  guide(organisationId: Id): SystemActor {
    return system('redeem-invitation', organisationId);
  }

  /** Makes the membership: ACTIVE by a personal invitation, REQUESTED by an open one. */
  async enter(
    transaction: Transaction,
    place: CodePlace,
    accountId: Id,
    newcomer: Newcomer,
  ): Promise<Result<{ membershipId: Id; groupId: Id; state: MembershipState }, Problem>> {
    const { organisationId } = place;
    const invitation = await this.usable(transaction, place);
    const group = invitation && (await this.reader.group(transaction, invitation.groupId));
    if (!invitation || !group) return fail(unusable);
    if (await this.accounts.wasRemoved(transaction, accountId, organisationId, group.id)) return fail(unusable);
    if (newcomer.acceptedCharterVersion !== group.charterVersion)
      return fail(problem('CHARTER_CHANGED', { field: 'acceptedCharterVersion' }));
    const membershipId = newId();
    const at = this.clock.now();
    const state: MembershipState = invitation.kind === 'PERSONAL' ? 'ACTIVE' : 'REQUESTED';
    const { shown, key } = newcomer.nickname;
    const avatar = (newcomer.avatar && readAvatar(newcomer.avatar)) ?? this.nicknames.avatarFor(key);
    const named = await transaction.run(
      `INSERT INTO memberships (organisation_id, id, group_id, nickname, nickname_key, avatar, state, charter_version, since)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (organisation_id, group_id, nickname_key) DO NOTHING`,
      [organisationId, membershipId, group.id, shown, key, avatar, state, group.charterVersion, at],
    );
    if (named === 0) return fail(problem('NICKNAME_TAKEN', { field: 'nickname' }));
    const linked = await this.accounts.mayEnter(transaction, accountId, {
      organisationId,
      membershipId,
      groupId: group.id,
      state,
    });
    if (!linked) return fail(problem('ALREADY_MEMBER'));
    if (newcomer.ageBand || newcomer.gender) {
      await insert(transaction, 'member_profiles', {
        organisationId,
        membershipId,
        ageBand: newcomer.ageBand,
        gender: newcomer.gender,
      });
    }
    await insert(transaction, 'membership_moves', { organisationId, id: newId(), membershipId, toState: state, at });
    await transaction.run(`UPDATE invitations SET uses_left = uses_left - 1 WHERE organisation_id = $1 AND id = $2`, [
      organisationId,
      invitation.id,
    ]);
    await this.audit.record(transaction, organisationId, `membership.${state.toLowerCase()}`, {
      membership: membershipId,
      group: group.id,
      invitation: invitation.id,
    });
    return ok({ membershipId, groupId: group.id, state });
  }

  private usable(transaction: Transaction, place: CodePlace): Promise<InvitationRecord | null> {
    return transaction.row<InvitationRecord & Record<string, unknown>>(
      `SELECT organisation_id AS "organisationId", id, group_id AS "groupId", kind, uses_left AS "usesLeft", created_at AS "createdAt",
         expires_at AS "expiresAt", revoked_at AS "revokedAt"
       FROM invitations WHERE organisation_id = $1 AND id = $2 AND uses_left > 0 AND revoked_at IS NULL AND expires_at > $3 FOR UPDATE`,
      [place.organisationId, place.subjectId, this.clock.now()],
    );
  }
}
