import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, organiserOf, UnitOfWork } from '@kring/platform';
import { type GroupRecord, type GroupSafety, GroupsReader } from '../storage/groups-reader';

/** An organiser changes how a group's posts are read from now on. Choosing what was chosen changes nothing. */
@Injectable()
export class ChangeGroupSafety {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: AccountActor, groupId: Id, wanted: GroupSafety): Promise<Result<GroupRecord, Problem>> {
    if (!isId(groupId)) return fail({ ...notFound, field: 'groupId' });
    const { suicideTalk, holdGoodbyes, otherLanguages } = wanted;
    const themes = [...new Set(wanted.themes)].sort();
    return this.work.as(actor, async (transaction) => {
      const group = await this.reader.group(transaction, groupId);
      if (!group || !organiserOf(actor, group.organisationId)) return fail({ ...notFound, field: 'groupId' });
      const { organisationId, safety: before } = group;
      const safety: GroupSafety = { suicideTalk, holdGoodbyes, otherLanguages, themes };
      const isSame =
        before.suicideTalk === suicideTalk &&
        before.holdGoodbyes === holdGoodbyes &&
        before.otherLanguages === otherLanguages &&
        before.themes.join() === themes.join();
      if (isSame) return ok(group);
      await transaction.run(
        `UPDATE groups SET suicide_talk = $3, hold_goodbyes = $4, other_languages = $5, themes = $6
         WHERE organisation_id = $1 AND id = $2`,
        [organisationId, groupId, suicideTalk, holdGoodbyes, otherLanguages, themes],
      );
      await this.audit.record(transaction, organisationId, 'group.safety-changed', {
        group: groupId,
        suicideTalk,
        holdGoodbyes: String(holdGoodbyes),
        otherLanguages,
        themes: themes.join(' '),
      });
      return ok({ ...group, safety });
    });
  }
}
