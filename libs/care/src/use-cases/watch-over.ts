import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, invalid, isId, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel'; // prettier-ignore
import { GroupsReader } from '@kring/groups';
import { StaffReader } from '@kring/organisations';
import {
  type AccountActor,
  CLOCK,
  moderatorOf,
  newId,
  once,
  Outbox,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { StoriesReader } from '@kring/stories';
import { readContact, reasonLimit } from '../domain/watch';
import { watchChanged } from '../events';
import { Watches, type WatchRecord } from '../storage/watches';

export interface WatchOverInput {
  readonly clientKey: string;
  /** One of both. */
  readonly membershipId: Id | null;
  readonly postId: Id | null;
  readonly reason: string;
  /** Null: whoever asks. */
  readonly ownerId: Id | null;
  readonly nextContactAt: Date;
}

/** A moderator wants a member to be watched over, by themselves or by a colleague. */
@Injectable()
export class WatchOver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: WatchOverInput): Promise<Result<WatchRecord, Problem>> {
    const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    const now = this.clock.now();
    const contact = readContact(input.nextContactAt, now);
    if (!contact.ok) return contact;
    if (input.membershipId === null && input.postId === null) return fail(invalid('membershipId', 'post_or_member'));
    return this.work.as(actor, async (transaction): Promise<Result<WatchRecord, Problem>> => {
      const membershipId = await this.memberMeant(transaction, input);
      const membership = isId(membershipId)
        ? (await this.groups.memberships(transaction, [membershipId]))[0]
        : undefined;
      const staff = membership && moderatorOf(actor, membership.organisationId);
      if (!staff) return fail({ ...notFound, field: input.postId === null ? 'membershipId' : 'postId' });
      const { organisationId, groupId } = membership;
      if (membership.state !== 'ACTIVE' && membership.state !== 'PAUSED') return fail(problem('MEMBER_NOT_THERE'));
      const owner = await this.owner(transaction, organisationId, input.ownerId ?? staff.staffId);
      if (!owner) return fail(invalid('ownerId', 'no_colleague'));
      const { clientKey, ...asked } = input;
      const key = { ...asked, nextContactAt: asked.nextContactAt.toISOString() };
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'watch-over', clientKey, input: key },
        async () => {
          const id = newId(now);
          const place = { organisationId, id, groupId, membershipId: membership.id };
          const watch = {
            ...place,
            reviewItemId: null,
            state: 'WATCHING',
            reason: reason.value,
            ownerId: owner,
          } as const;
          const times = { openedAt: now, nextContactAt: contact.value, quietSince: null, version: 1 };
          if (!(await this.watches.add(transaction, { ...watch, ...times }))) return fail(problem('WATCHED_ALREADY'));
          await this.outbox.add(transaction, organisationId, watchChanged, { watchId: id });
          const subjects = { watch: id, membership: membership.id, group: groupId, owner };
          await this.audit.record(transaction, organisationId, 'watch.opened', subjects);
          return ok({ watchId: id });
        },
      );
      if (!made.ok) return made;
      const watch = await this.watches.watch(transaction, made.value['watchId'] ?? '');
      return watch ? ok(watch) : fail(notFound);
    });
  }

  private async memberMeant(transaction: Transaction, input: WatchOverInput): Promise<Id> {
    if (input.postId === null) return input.membershipId ?? '';
    return (await this.stories.post(transaction, input.postId))?.authorMembershipId ?? '';
  }

  private async owner(transaction: Transaction, organisationId: Id, id: Id): Promise<Id | null> {
    const serving = await this.staffReader.serving(transaction, [organisationId]);
    return serving.find((one) => one.id === id.toLowerCase() && one.role !== 'ORGANISER')?.id ?? null;
  }
}
