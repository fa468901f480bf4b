import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, organiserOf, UnitOfWork } from '@kring/platform';
import { type GroupRecord, GroupsReader, type OffDuty } from '../storage/groups-reader';

/** An organiser chooses what becomes of posts while nobody is on duty. Counts for what is written from now on. */
@Injectable()
export class ChangeGroupDuty {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: AccountActor, groupId: Id, offDuty: OffDuty): Promise<Result<GroupRecord, Problem>> {
    if (!isId(groupId)) return fail({ ...notFound, field: 'groupId' });
    return this.work.as(actor, async (transaction) => {
      const group = await this.reader.group(transaction, groupId);
      if (!group || !organiserOf(actor, group.organisationId)) return fail({ ...notFound, field: 'groupId' });
      if (group.offDuty === offDuty) return ok(group);
      await transaction.run(`UPDATE groups SET off_duty = $3 WHERE organisation_id = $1 AND id = $2`, [
        group.organisationId,
        groupId,
        offDuty,
      ]);
      await this.audit.record(transaction, group.organisationId, 'group.duty-changed', { group: groupId, offDuty });
      return ok({ ...group, offDuty });
    });
  }
}
