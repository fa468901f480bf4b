import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, ErasureLedger, membershipIn, Outbox, UnitOfWork } from '@kring/platform';
import { membershipLeft } from '../events';
import { GroupsReader, type MembershipRecord } from '../storage/groups-reader';
import { MoveMembership } from './move-membership';

/** A member leaves, at any time, without asking; what they wrote goes too when they say so. */
@Injectable()
export class LeaveGroup {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(MoveMembership) private readonly move: MoveMembership,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ErasureLedger) private readonly erasures: ErasureLedger,
  ) {}

  async run(
    actor: AccountActor,
    input: { readonly groupId: Id; readonly erasePosts: boolean },
  ): Promise<Result<MembershipRecord, Problem>> {
    const right = membershipIn(actor, input.groupId);
    if (!right) return fail(notFound);
    return this.work.as(actor, async (transaction) => {
      const membership = (await this.reader.memberships(transaction, [right.membershipId]))[0];
      if (!membership) return fail(notFound);
      await transaction.run(`DELETE FROM member_profiles WHERE organisation_id = $1 AND membership_id = $2`, [
        membership.organisationId,
        membership.id,
      ]);
      const moved = await this.move.run(transaction, membership, 'LEFT', { staffId: null, reason: null });
      if (!moved.ok) return moved;
      await this.erasures.note(transaction, {
        organisationId: membership.organisationId,
        kind: input.erasePosts ? 'LEAVING_WITH_WORDS' : 'LEAVING',
        subjectId: membership.id,
        groupId: membership.groupId,
      });
      await this.outbox.add(transaction, membership.organisationId, membershipLeft, {
        groupId: membership.groupId,
        membershipId: membership.id,
        erase: input.erasePosts ? 'yes' : 'no',
      });
      return ok(moved.value);
    });
  }
}
