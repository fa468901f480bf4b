import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { canMove } from '@kring/kernel';
import { type Erasure, type ErasureHandler, ErasureLedger, Outbox, type Transaction } from '@kring/platform';
import { membershipMoves } from '../domain/membership-moves';
import { membershipLeft } from '../events';
import { GroupsReader } from '../storage/groups-reader';
import { MoveMembership } from '../use-cases/move-membership';

/**
 * Lets somebody leave again in a database that was restored from before they left. Who takes their words away hears of it
 * as of any leaving.
 */
@Injectable()
export class LeaveAgain implements ErasureHandler, OnModuleInit {
  readonly kinds = ['LEAVING', 'LEAVING_WITH_WORDS'] as const;

  constructor(
    @Inject(ErasureLedger) private readonly erasures: ErasureLedger,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(MoveMembership) private readonly move: MoveMembership,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.erasures.register(this);
  }

  async again(transaction: Transaction, { organisationId, subjectId, kind }: Erasure): Promise<void> {
    const membership = (await this.reader.memberships(transaction, [subjectId]))[0];
    if (!membership) return;
    await transaction.run(`DELETE FROM member_profiles WHERE organisation_id = $1 AND membership_id = $2`, [
      organisationId,
      subjectId,
    ]);
    if (canMove(membershipMoves, membership.state, 'LEFT')) {
      const moved = await this.move.run(transaction, membership, 'LEFT', { staffId: null, reason: null });
      if (!moved.ok) throw new Error('a membership changed while it was left again');
    }
    await this.outbox.add(transaction, organisationId, membershipLeft, {
      groupId: membership.groupId,
      membershipId: subjectId,
      erase: kind === 'LEAVING_WITH_WORDS' ? 'yes' : 'no',
    });
  }
}
