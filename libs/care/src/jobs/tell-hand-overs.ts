import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { type FollowUp, FollowUps } from '@kring/moderation';
import { shareGroup } from '@kring/organisations';
import type { Transaction } from '@kring/platform';
import { Watches } from '../storage/watches';

/** Has hand-overs name the members who are watched over. */
@Injectable()
export class TellHandOvers implements FollowUp, OnModuleInit {
  constructor(
    @Inject(FollowUps) private readonly followUps: FollowUps,
    @Inject(Watches) private readonly watches: Watches,
  ) {}

  onModuleInit(): void {
    this.followUps.register(this);
  }

  async followed(transaction: Transaction, organisationId: Id, groupIds: readonly Id[]): Promise<Id[]> {
    const open = await this.watches.open(transaction, organisationId);
    return open.filter((one) => shareGroup(groupIds, [one.groupId])).map((one) => one.id);
  }
}
