import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, CLOCK, organiserOf, UnitOfWork } from '@kring/platform';
import { GroupsReader, type InvitationRecord } from '../storage/groups-reader';

/** An organiser takes an invitation back; revoking it again changes nothing. */
@Injectable()
export class RevokeInvitation {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, id: Id): Promise<Result<InvitationRecord, Problem>> {
    if (!isId(id)) return fail(notFound);
    return this.work.as(actor, async (transaction) => {
      const invitation = await this.reader.invitation(transaction, id);
      if (!invitation || !organiserOf(actor, invitation.organisationId)) return fail(notFound);
      if (invitation.revokedAt) return ok(invitation);
      const revokedAt = this.clock.now();
      await transaction.run(`UPDATE invitations SET revoked_at = $3 WHERE organisation_id = $1 AND id = $2`, [
        invitation.organisationId,
        id,
        revokedAt,
      ]);
      await this.audit.record(transaction, invitation.organisationId, 'invitation.revoked', { invitation: id });
      return ok({ ...invitation, revokedAt });
    });
  }
}
