import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';

/** Knows which members of groups (none: all) the team follows up; who asks for somebody first. */
export interface FollowUp {
  followed(transaction: Transaction, organisationId: Id, groupIds: readonly Id[]): Promise<readonly Id[]>;
}

/** Where a room above this one says whom a hand-over must name. */
@Injectable()
export class FollowUps {
  private readonly all: FollowUp[] = [];

  register(one: FollowUp): void {
    this.all.push(one);
  }

  async followed(transaction: Transaction, organisationId: Id, groupIds: readonly Id[]): Promise<Id[]> {
    const found = await Promise.all(this.all.map((one) => one.followed(transaction, organisationId, groupIds)));
    return found.flat();
  }
}
