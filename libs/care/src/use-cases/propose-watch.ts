import { Inject, Injectable } from '@nestjs/common';
import { AsideAlarms } from '@kring/asides';
import type { Clock, Id } from '@kring/kernel';
import { GroupsReader } from '@kring/groups';
import { ReviewItems } from '@kring/moderation';
import { CLOCK, newId, Outbox, type Transaction } from '@kring/platform';
import { StoriesReader } from '@kring/stories';
import { watchChanged } from '../events';
import { Watches } from '../storage/watches';

const day = 86_400_000;
/** A crisis that is older was another item's. */
const recentDays = 14;

/**
 * After a crisis was resolved: proposes to watch over whoever wrote in crisis there. Somebody of the team decides. Whoever is
 * watched over on a wish already is from then on watched over after a crisis.
 */
@Injectable()
export class ProposeWatch {
  constructor(
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(AsideAlarms) private readonly alarms: AsideAlarms,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(transaction: Transaction, organisationId: Id, itemId: Id): Promise<void> {
    const item = await this.items.item(transaction, itemId);
    if (item?.state !== 'RESOLVED' || item.severity !== 'CRISIS') return;
    const now = this.clock.now();
    const since = new Date(now.getTime() - recentDays * day);
    const wrote = await this.stories.wroteInCrisis(transaction, organisationId, item.threadId, since);
    const alarms = await this.alarms.recentOfThread(transaction, organisationId, item.threadId, since);
    const people = [...new Set([...wrote, ...alarms.map((one) => one.membershipId)])];
    for (const membership of await this.groups.memberships(transaction, people)) {
      if (membership.state !== 'ACTIVE' && membership.state !== 'PAUSED') continue;
      const id = newId(now);
      const added = await this.watches.add(transaction, {
        ...{ organisationId, id, groupId: membership.groupId, membershipId: membership.id },
        ...{ reviewItemId: item.id, state: 'PROPOSED', reason: '', ownerId: null, openedAt: now },
        ...{ nextContactAt: null, quietSince: null, version: 1 },
      });
      const watchId = added ? id : await this.watches.tieToCrisis(transaction, organisationId, membership.id, item.id);
      if (watchId) await this.outbox.add(transaction, organisationId, watchChanged, { watchId });
    }
  }
}
