import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, isId, notFound, ok, problem, type Problem, type Result, readText } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, staffOf, UnitOfWork } from '@kring/platform';
import { admissionReasonRule } from '../domain/limits';
import { GroupsReader, type MembershipRecord } from '../storage/groups-reader';
import { MoveMembership } from './move-membership';

/** Staff decide who comes in by an open invitation; every admission is a person's decision, and is recorded. */
@Injectable()
export class AdmitMember {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(MoveMembership) private readonly move: MoveMembership,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(
    actor: AccountActor,
    input: { readonly membershipId: Id; readonly admit: boolean; readonly reason: string | null },
  ): Promise<Result<MembershipRecord, Problem>> {
    if (!isId(input.membershipId)) return fail(notFound);
    const reason = readText(input.reason ?? '', admissionReasonRule);
    if (!reason.ok) return reason;
    return this.work.as(actor, async (transaction) => {
      const membership = (await this.reader.memberships(transaction, [input.membershipId]))[0];
      const staff = membership && staffOf(actor, membership.organisationId, ['ORGANISER', 'MODERATOR', 'SUPERVISOR']);
      if (!membership || !staff) return fail(notFound);
      if (membership.state !== 'REQUESTED') return fail(problem('STALE'));
      const moved = await this.move.run(transaction, membership, input.admit ? 'ACTIVE' : 'REMOVED', {
        staffId: staff.staffId,
        reason: reason.value || null,
      });
      if (!moved.ok) return moved;
      await this.audit.record(
        transaction,
        membership.organisationId,
        input.admit ? 'membership.admitted' : 'membership.refused',
        {
          membership: membership.id,
          group: membership.groupId,
        },
      );
      return ok(moved.value);
    });
  }
}
