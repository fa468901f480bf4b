import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, ok, problem, type Problem, type Result, readTexts } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, CLOCK, insert, newId, once, organiserOf, UnitOfWork } from '@kring/platform';
import { charterRule, descriptionRule, groupNameRule } from '../domain/limits';
import { type GroupRecord, GroupsReader, type ModerationMode } from '../storage/groups-reader';

export interface CreateGroupInput {
  readonly clientKey: string;
  readonly organisationId: Id;
  readonly name: string;
  readonly description: string;
  readonly charter: string;
  readonly moderationMode: ModerationMode;
}

/** An organiser makes a closed group with the first version of its charter. */
@Injectable()
export class CreateGroup {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: CreateGroupInput): Promise<Result<GroupRecord, Problem>> {
    const { organisationId } = input;
    const organiser = organiserOf(actor, organisationId);
    if (!organiser) return fail(problem('NOT_ALLOWED'));
    const texts = readTexts({
      name: [input.name, groupNameRule],
      description: [input.description, descriptionRule],
      charter: [input.charter, charterRule],
    });
    if (!texts.ok) return texts;
    return this.work.as(actor, async (transaction) => {
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'createGroup', clientKey: input.clientKey, input },
        async () => {
          const id = newId();
          const at = this.clock.now();
          await insert(transaction, 'groups', {
            organisationId,
            id,
            name: texts.value.name,
            description: texts.value.description,
            moderationMode: input.moderationMode,
            createdBy: organiser.staffId,
            createdAt: at,
          });
          await insert(transaction, 'charters', {
            organisationId,
            groupId: id,
            version: 1,
            text: texts.value.charter,
            createdAt: at,
          });
          await this.audit.record(transaction, organisationId, 'group.created', { group: id });
          return ok({ groupId: id });
        },
      );
      if (!made.ok) return made;
      const group = await this.reader.group(transaction, made.value.groupId ?? '');
      if (!group) throw new Error('a group that was made can be read by its organiser');
      return ok(group);
    });
  }
}
