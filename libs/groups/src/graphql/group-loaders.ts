import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { gathered, keyed, type KringContext, loader, UnitOfWork } from '@kring/platform';
import { type MemberMeasures, noMeasures } from '../domain/member-measures';
import { type GroupRecord, GroupsReader, type InvitationRecord, type MembershipRecord } from '../storage/groups-reader';
import { type MeasuresRecord, Measures } from '../storage/measures';

/** Groups and what hangs on them for one request, one query for many; null for what the reader may not see. */
@Injectable()
export class GroupLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(Measures) private readonly measuresOf: Measures,
  ) {}

  group(context: KringContext, id: Id): Promise<GroupRecord | null> {
    return loader<GroupRecord>(context, 'groups', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.reader.groups(transaction, ids), (row) => row.id),
      ),
    ).load(id);
  }

  membership(context: KringContext, id: Id): Promise<MembershipRecord | null> {
    return loader<MembershipRecord>(context, 'memberships', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.reader.memberships(transaction, ids), (row) => row.id),
      ),
    ).load(id);
  }

  /** What moderators set on a member, as the reader may see it: their own, or any of their organisation for a moderator. */
  async measures(context: KringContext, membershipId: Id): Promise<MemberMeasures> {
    const found = await loader<MeasuresRecord>(context, 'member measures', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.measuresOf.of(transaction, ids), (row) => row.membershipId),
      ),
    ).load(membershipId);
    return found ?? noMeasures;
  }

  async requests(context: KringContext, groupId: Id): Promise<readonly MembershipRecord[]> {
    const found = await loader<MembershipRecord[]>(context, 'requests', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.reader.requests(transaction, ids), (row) => row.groupId),
      ),
    ).load(groupId);
    return found ?? [];
  }

  async invitations(context: KringContext, groupId: Id): Promise<readonly InvitationRecord[]> {
    const found = await loader<InvitationRecord[]>(context, 'invitations', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.reader.invitations(transaction, ids), (row) => row.groupId),
      ),
    ).load(groupId);
    return found ?? [];
  }

  async ofOrganisation(context: KringContext, organisationId: Id): Promise<readonly GroupRecord[]> {
    const found = await loader<GroupRecord[]>(context, 'groups of organisation', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.reader.groupsOfOrganisations(transaction, ids), (row) => row.organisationId),
      ),
    ).load(organisationId);
    return found ?? [];
  }
}
