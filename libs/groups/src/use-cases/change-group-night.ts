import { Inject, Injectable } from '@nestjs/common';
import {
  fail,
  type Id,
  isId,
  notFound,
  ok,
  type Problem,
  readDailyHours,
  type Result,
  writeTimeOfDay,
} from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { OrganisationsReader } from '@kring/organisations';
import { type AccountActor, leadOf, UnitOfWork } from '@kring/platform';
import { type GroupRecord, GroupsReader } from '../storage/groups-reader';

/** Times of the day on the clock of the organisation, as `22:30`. */
export interface NightInput {
  readonly from: string;
  readonly to: string;
}

/** An organiser or supervisor says between which times nobody writes in a group; null: there is no such night. Counts at once. */
@Injectable()
export class ChangeGroupNight {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: AccountActor, groupId: Id, wanted: NightInput | null): Promise<Result<GroupRecord, Problem>> {
    const nowhere = fail({ ...notFound, field: 'groupId' });
    if (!isId(groupId)) return nowhere;
    const hours = wanted === null ? ok(null) : readDailyHours(wanted);
    if (!hours.ok) return hours;
    return this.work.as(actor, async (transaction): Promise<Result<GroupRecord, Problem>> => {
      const group = await this.reader.group(transaction, groupId);
      if (!group || !leadOf(actor, group.organisationId)) return nowhere;
      const { organisationId } = group;
      const { timeZone } = await this.organisations.staffedHours(transaction, organisationId);
      const night = hours.value && { ...hours.value, timeZone };
      const { night: before } = group;
      const isSame = before?.from === night?.from && before?.to === night?.to && before?.timeZone === night?.timeZone;
      if (isSame) return ok(group);
      await transaction.run(`UPDATE groups SET night = $3 WHERE organisation_id = $1 AND id = $2`, [
        organisationId,
        groupId,
        night && JSON.stringify(night),
      ]);
      await this.audit.record(transaction, organisationId, 'group.night-changed', {
        group: groupId,
        night: night ? `${writeTimeOfDay(night.from)} ${writeTimeOfDay(night.to)}` : 'none',
      });
      return ok({ ...group, night });
    });
  }
}
