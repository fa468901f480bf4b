import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { GroupLoaders, type MembershipView, viewMembership } from '@kring/groups/graphql';
import { OrganisationLoaders, type StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import { gathered, keyed, type KringContext, loader, UnitOfWork } from '@kring/platform';
import { Asides } from '../storage/asides';
import type { AsideMessageRecord, AsideRequestRecord } from '../storage/records';
import { AsideRequests } from '../storage/requests';

/** What hangs on asides, for one request, one query for many. */
@Injectable()
export class AsideLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupLoaders) private readonly groups: GroupLoaders,
    @Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(AsideRequests) private readonly requests: AsideRequests,
  ) {}

  async groupName(context: KringContext, id: Id): Promise<string> {
    return (await this.groups.group(context, id))?.name ?? '';
  }

  async member(context: KringContext, id: Id): Promise<MembershipView | null> {
    const record = await this.groups.membership(context, id);
    return record && viewMembership(record);
  }

  async staff(context: KringContext, id: Id): Promise<StaffMemberView> {
    const record = await this.organisations.staff(context, id);
    if (!record) throw new Error('staff are never deleted');
    return viewStaff(record);
  }

  request(context: KringContext, id: Id): Promise<AsideRequestRecord | null> {
    return loader<AsideRequestRecord>(context, 'aside requests', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.requests.requests(transaction, ids), (row) => row.id),
      ),
    ).load(id);
  }

  async messages(context: KringContext, asideId: Id): Promise<readonly AsideMessageRecord[]> {
    const found = await loader<AsideMessageRecord[]>(context, 'aside messages', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.asides.messages(transaction, ids), (row) => row.asideId),
      ),
    ).load(asideId);
    return found ?? [];
  }
}
