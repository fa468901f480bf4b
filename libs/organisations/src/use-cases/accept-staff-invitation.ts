import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, ok, problem, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { Accounts, type CodePlace, Codes, GuessLimits, type OneTimeCodeSetup, OneTimeCodes } from '@kring/identity';
import {
  CLOCK,
  insert,
  newId,
  once,
  type Reply,
  type StaffRole,
  system,
  type Transaction,
  UnitOfWork,
  visitor,
  wasMade,
} from '@kring/platform';
import { OrganisationsReader } from '../storage/organisations-reader';

export interface StaffInvitationPreview {
  readonly organisationName: string;
  readonly role: StaffRole;
  readonly displayName: string;
  readonly expiresAt: Date;
}

interface Invitation {
  role: StaffRole;
  displayName: string;
  expiresAt: Date;
  staffId: Id | null;
}

export interface AcceptInput {
  readonly clientKey: string;
  readonly code: string;
  readonly signInName: string;
  readonly passphrase: string;
}

/** Somebody with a staff code: sees what it is for, and makes an account with it. One-time codes are set up next. */
@Injectable()
export class AcceptStaffInvitation {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Codes) private readonly codes: Codes,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(OneTimeCodes) private readonly oneTimeCodes: OneTimeCodes,
    @Inject(GuessLimits) private readonly limits: GuessLimits,
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for a code that is unknown, used up or expired, and when too many were tried. */
  async preview(code: string, from: Reply): Promise<StaffInvitationPreview | null> {
    const sought = await this.findOpen(code, null, from);
    if (!sought.ok) return null;
    const place = sought.value;
    const found = await this.work.as(system('staff-invitation', place.organisationId), (transaction) =>
      this.usable(transaction, place),
    );
    if (!found) {
      await this.limits.countUnusableCode(from);
      return null;
    }
    return this.work.as(system('staff-invitation', place.organisationId), async (transaction) => {
      const organisation = (await this.organisations.organisations(transaction, [place.organisationId]))[0];
      return {
        organisationName: organisation?.name ?? '',
        role: found.role,
        displayName: found.displayName,
        expiresAt: found.expiresAt,
      };
    });
  }

  async run(input: AcceptInput, from: Reply): Promise<Result<OneTimeCodeSetup, Problem>> {
    const sought = await this.findOpen(input.code, input.clientKey, from);
    if (!sought.ok) return sought;
    const place = sought.value;
    const credentials = await this.accounts.prepare(input);
    if (!credentials.ok) return credentials;
    const { organisationId } = place;
    const limited = await this.limits.name(place.subjectId, from);
    if (limited) return fail(limited);
    const { signInName } = input;
    const made = await this.work.as(system('staff-invitation', organisationId), (transaction) =>
      once(
        transaction,
        {
          organisationId,
          who: place.subjectId,
          operation: 'acceptStaffInvitation',
          clientKey: input.clientKey,
          input: { signInName },
        },
        async () => {
          const invitation = await this.usable(transaction, place);
          if (!invitation) return fail(problem('INVITATION_UNUSABLE', { field: 'code' }));
          const account = await this.accounts.create(transaction, credentials.value, { staff: true });
          if (!account.ok) return account;
          const staffId = newId();
          await insert(transaction, 'staff', {
            organisationId,
            id: staffId,
            role: invitation.role,
            displayName: invitation.displayName,
            createdAt: this.clock.now(),
          });
          await transaction.run(`UPDATE staff_invitations SET staff_id = $3 WHERE organisation_id = $1 AND id = $2`, [
            organisationId,
            place.subjectId,
            staffId,
          ]);
          await this.accounts.serves(transaction, account.value, { organisationId, staffId, role: invitation.role });
          await this.audit.record(transaction, organisationId, 'staff.joined', {
            staff: staffId,
            invitation: place.subjectId,
            role: invitation.role,
          });
          return ok({ accountId: account.value, staffId });
        },
      ),
    );
    if (made.ok || made.problem.code !== 'SIGN_IN_NAME_TAKEN') await this.limits.nameWasFree(place.subjectId, from);
    if (!made.ok) {
      if (made.problem.code === 'INVITATION_UNUSABLE') await this.limits.countUnusableCode(from);
      return made;
    }
    return ok(this.oneTimeCodes.offer({ id: made.value.accountId ?? '', signInKey: credentials.value.name.key }));
  }

  /**
   * Where a code leads that can be used, or that made something for this client key before; behind the limit on tries. One
   * that is over takes the steps of one that nobody issued, so that neither words nor time tell that it ever was one.
   */
  private async findOpen(code: string, clientKey: string | null, from: Reply): Promise<Result<CodePlace, Problem>> {
    const limited = await this.limits.code(from);
    if (limited) return fail(limited);
    const found = await this.work.as(visitor, (transaction) => this.codes.find(transaction, 'STAFF', code));
    const place = found ?? { organisationId: newId(), subjectId: newId() };
    const { organisationId, subjectId } = place;
    const isOpen = await this.work.as(system('staff-invitation', organisationId), async (transaction) => {
      const key = { organisationId, who: subjectId, operation: 'acceptStaffInvitation', clientKey: clientKey ?? '' };
      // In this order: what the same asking used up a moment ago was made by the time it is found used.
      const isUsable = (await this.usable(transaction, place)) !== null;
      const again = await wasMade(transaction, key);
      return isUsable || again;
    });
    if (!isOpen) return fail(problem('INVITATION_UNUSABLE', { field: 'code' }));
    await this.limits.codeExists(from);
    return ok(place);
  }

  private usable(transaction: Transaction, place: CodePlace): Promise<Invitation | null> {
    return transaction.row<Invitation & Record<string, unknown>>(
      `SELECT role, display_name AS "displayName", expires_at AS "expiresAt", staff_id AS "staffId" FROM staff_invitations
       WHERE organisation_id = $1 AND id = $2 AND staff_id IS NULL AND expires_at > $3 FOR UPDATE`,
      [place.organisationId, place.subjectId, this.clock.now()],
    );
  }
}
