import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { CLOCK, Outbox, Timers, type Transaction } from '@kring/platform';
import { type MemberMeasures, stateWith } from '../domain/member-measures';
import { membershipRemoved } from '../events';
import { pauseTimer } from '../pause-timer';
import { GroupsReader, type MembershipRecord } from '../storage/groups-reader';
import { Measures } from '../storage/measures';
import { MoveMembership } from './move-membership';

/** What moderation asks of groups about one member, in moderation's own transaction, as the moderator who acts. */
@Injectable()
export class SteerMember {
  constructor(
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(Measures) private readonly measures: Measures,
    @Inject(MoveMembership) private readonly move: MoveMembership,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A member who is still inside, with what is set on them, locked; STALE for who left. */
  async lock(transaction: Transaction, membershipId: Id): Promise<Result<MembershipRecord, Problem>> {
    const found = (await this.reader.memberships(transaction, [membershipId]))[0];
    if (!found) return fail(notFound);
    await this.measures.lock(transaction, found);
    const membership = (await this.reader.memberships(transaction, [membershipId]))[0];
    return membership?.state === 'ACTIVE' || membership?.state === 'PAUSED' ? ok(membership) : fail(problem('STALE'));
  }

  /** Sets part of what holds for a member; what `change` does not name stays. A time-out begins, and ends by itself. */
  async measure(
    transaction: Transaction,
    membership: MembershipRecord,
    change: Partial<MemberMeasures>,
    by: { readonly staffId: Id; readonly reason: string },
  ): Promise<Result<true, Problem>> {
    const { organisationId, id: membershipId } = membership;
    const after = { ...(await this.measures.lock(transaction, membership)), ...change };
    await this.measures.save(transaction, organisationId, after);
    if (!('pausedUntil' in change)) return ok(true);
    if (after.pausedUntil)
      await this.timers.set(transaction, pauseTimer, membershipId, after.pausedUntil, { organisationId, membershipId });
    const to = stateWith(membership.state, after, this.clock.now());
    const moved = to ? await this.move.run(transaction, membership, to, by) : ok(membership);
    return moved.ok ? ok(true) : moved;
  }

  /**
   * A removal is taken back: the membership goes on as it was, with its name, its posts and what was set on it. STALE for who
   * was not removed.
   */
  async readmit(
    transaction: Transaction,
    membershipId: Id,
    by: { readonly staffId: Id; readonly reason: string },
  ): Promise<Result<true, Problem>> {
    const found = (await this.reader.memberships(transaction, [membershipId]))[0];
    if (!found) return fail(notFound);
    const measures = await this.measures.lock(transaction, found);
    const membership = (await this.reader.memberships(transaction, [membershipId]))[0];
    if (membership?.state !== 'REMOVED') return fail(problem('STALE'));
    const inside = await this.move.run(transaction, membership, 'ACTIVE', by);
    return inside.ok ? this.measure(transaction, inside.value, { pausedUntil: measures.pausedUntil }, by) : inside;
  }

  /** Ends a membership; `message` is what the member is told. */
  async remove(
    transaction: Transaction,
    membership: MembershipRecord,
    by: { readonly staffId: Id; readonly reason: string; readonly message: string },
  ): Promise<Result<true, Problem>> {
    const moved = await this.move.run(transaction, membership, 'REMOVED', by);
    if (!moved.ok) return moved;
    const { organisationId, groupId, id: membershipId } = membership;
    await this.outbox.add(transaction, organisationId, membershipRemoved, { groupId, membershipId });
    return ok(true);
  }
}
