import { Inject, Injectable } from '@nestjs/common';
import { canMove, type Clock, fail, type Id, ok, problem, type Problem, type Result } from '@kring/kernel';
import { CLOCK, insert, newId, type Transaction } from '@kring/platform';
import { membershipMoves, type MembershipState } from '../domain/membership-moves';
import type { MembershipRecord } from '../storage/groups-reader';

/** The one way a membership changes its state: by the table, once, with a record of who and why. */
@Injectable()
export class MoveMembership {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async run(
    transaction: Transaction,
    membership: MembershipRecord,
    to: MembershipState,
    by: { readonly staffId: Id | null; readonly reason: string | null; readonly message?: string },
  ): Promise<Result<MembershipRecord, Problem>> {
    if (!canMove(membershipMoves, membership.state, to)) return fail(problem('STALE'));
    const moved = await transaction.run(
      `UPDATE memberships SET state = $4 WHERE organisation_id = $1 AND id = $2 AND state = $3`,
      [membership.organisationId, membership.id, membership.state, to],
    );
    if (moved === 0) return fail(problem('STALE'));
    await insert(transaction, 'membership_moves', {
      organisationId: membership.organisationId,
      id: newId(),
      membershipId: membership.id,
      fromState: membership.state,
      toState: to,
      staffId: by.staffId,
      reason: by.reason,
      message: by.message ?? null,
      at: this.clock.now(),
    });
    return ok({ ...membership, state: to });
  }
}
