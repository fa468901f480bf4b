import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { Codes } from '@kring/identity';
import { type AccountActor, CLOCK, insert, newId, once, organiserOf, Secrets, UnitOfWork } from '@kring/platform';
import { invitationMostDays, openInvitationMostUses, openInvitationUses } from '../domain/limits';
import { GroupsReader, type InvitationRecord } from '../storage/groups-reader';

export interface CreateInvitationInput {
  readonly clientKey: string;
  readonly groupId: Id;
  readonly kind: 'PERSONAL' | 'OPEN';
  readonly expiresAt: Date;
  readonly uses: number | null;
}

/** An organiser makes an invitation; its code is answered now and never again. */
@Injectable()
export class CreateInvitation {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(Codes) private readonly codes: Codes,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    actor: AccountActor,
    input: CreateInvitationInput,
  ): Promise<Result<InvitationRecord & { readonly code: string }, Problem>> {
    const at = this.clock.now();
    const uses = input.uses ?? (input.kind === 'PERSONAL' ? 1 : openInvitationUses);
    if (input.kind === 'PERSONAL' && uses !== 1) return fail(invalid('uses', 'personal_works_once'));
    if (uses < 1 || uses > openInvitationMostUses)
      return fail(invalid('uses', 'out_of_range', { least: 1, most: openInvitationMostUses }));
    const days = (input.expiresAt.getTime() - at.getTime()) / 86_400_000;
    if (!(days > 0) || days > invitationMostDays + 1)
      return fail(invalid('expiresAt', 'invitation_end', { days: invitationMostDays }));
    const froms = this.secrets.deriveEach('group code', actor.accountId, input.clientKey.toLowerCase());
    return this.work.as(actor, async (transaction) => {
      const group = await this.reader.group(transaction, input.groupId);
      const organiser = group && organiserOf(actor, group.organisationId);
      if (!group || !organiser) return fail(notFound);
      const { organisationId } = group;
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'createInvitation', clientKey: input.clientKey, input },
        async () => {
          const id = newId();
          await insert(transaction, 'invitations', {
            organisationId,
            id,
            groupId: group.id,
            kind: input.kind,
            usesLeft: uses,
            createdBy: organiser.staffId,
            createdAt: at,
            expiresAt: input.expiresAt,
          });
          await this.codes.issue(transaction, 'GROUP', { organisationId, subjectId: id }, froms[0]);
          await this.audit.record(transaction, organisationId, 'invitation.created', {
            invitation: id,
            group: group.id,
            kind: input.kind,
          });
          return ok({ invitationId: id });
        },
      );
      if (!made.ok) return made;
      const invitation = await this.reader.invitation(transaction, made.value.invitationId ?? '');
      if (!invitation) return fail(notFound);
      const code = await this.codes.again(transaction, 'GROUP', { organisationId, subjectId: invitation.id }, froms);
      return ok({ ...invitation, code });
    });
  }
}
