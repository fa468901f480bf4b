import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, ok, problem, type Problem, type Result, readText } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { Codes } from '@kring/identity';
import {
  type AccountActor,
  CLOCK,
  insert,
  newId,
  once,
  organiserOf,
  Secrets,
  type StaffRole,
  UnitOfWork,
} from '@kring/platform';
import { displayNameRule, staffInvitationDays } from '../domain/limits';

export interface StaffInvited {
  readonly id: Id;
  readonly code: string;
  readonly expiresAt: Date;
}

/** An organiser invites somebody to work for the organisation; the code is shown once and works once. */
@Injectable()
export class InviteStaff {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Codes) private readonly codes: Codes,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    actor: AccountActor,
    input: {
      readonly clientKey: string;
      readonly organisationId: Id;
      readonly role: StaffRole;
      readonly displayName: string;
    },
  ): Promise<Result<StaffInvited, Problem>> {
    const organiser = organiserOf(actor, input.organisationId);
    if (!organiser) return fail(problem('NOT_ALLOWED'));
    const displayName = readText(input.displayName, displayNameRule);
    if (!displayName.ok) return displayName;
    const { organisationId } = input;
    const froms = this.secrets.deriveEach('staff code', actor.accountId, input.clientKey.toLowerCase());
    return this.work.as(actor, async (transaction) => {
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'inviteStaff', clientKey: input.clientKey, input },
        async () => {
          const id = newId();
          const at = this.clock.now();
          const expiresAt = new Date(at.getTime() + staffInvitationDays * 86_400_000);
          await insert(transaction, 'staff_invitations', {
            organisationId,
            id,
            role: input.role,
            displayName: displayName.value,
            invitedBy: organiser.staffId,
            createdAt: at,
            expiresAt,
          });
          await this.codes.issue(transaction, 'STAFF', { organisationId, subjectId: id }, froms[0]);
          await this.audit.record(transaction, organisationId, 'staff.invited', { invitation: id, role: input.role });
          return ok({ id, expiresAt: expiresAt.toISOString() });
        },
      );
      if (!made.ok) return made;
      const { id = '', expiresAt = '' } = made.value;
      const code = await this.codes.again(transaction, 'STAFF', { organisationId, subjectId: id }, froms);
      return ok({ id, code, expiresAt: new Date(expiresAt) });
    });
  }
}
