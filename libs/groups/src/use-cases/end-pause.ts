import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, type Id } from '@kring/kernel';
import { CLOCK, system, Timers, UnitOfWork } from '@kring/platform';
import { stateWith } from '../domain/member-measures';
import { pauseTimer } from '../pause-timer';
import { GroupsReader } from '../storage/groups-reader';
import { Measures } from '../storage/measures';
import { MoveMembership } from './move-membership';

/** A time-out ends by itself: who had one writes again. */
@Injectable()
export class EndPause {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(GroupsReader) private readonly reader: GroupsReader,
    @Inject(Measures) private readonly measures: Measures,
    @Inject(MoveMembership) private readonly move: MoveMembership,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Harmless when it is run again, or early: then it asks to be run later. */
  run(organisationId: Id, membershipId: Id): Promise<void> {
    return this.work.as(system('end-member-pause', organisationId), async (transaction) => {
      const found = (await this.reader.memberships(transaction, [membershipId]))[0];
      if (!found) return;
      const measures = await this.measures.lock(transaction, found);
      const membership = (await this.reader.memberships(transaction, [membershipId]))[0];
      if (!membership || measures.pausedUntil === null) return;
      const to = stateWith(membership.state, measures, this.clock.now());
      if (to !== 'ACTIVE') {
        if (membership.state === 'PAUSED')
          await this.timers.set(transaction, pauseTimer, membershipId, measures.pausedUntil, {
            organisationId,
            membershipId,
          });
        return;
      }
      const moved = await this.move.run(transaction, membership, to, { staffId: null, reason: null });
      if (!moved.ok) throw new Error('a membership changed while its time-out ended');
      await this.audit.record(transaction, organisationId, 'membership.pause-ended', {
        membership: membershipId,
        group: membership.groupId,
      });
    });
  }

  /** Sets the timers again where there are none, as in a database that was restored. */
  resume(organisationId: Id): Promise<void> {
    return this.work.as(system('resume-pauses', organisationId), async (transaction) => {
      for (const { membershipId, pausedUntil } of await this.measures.pauses(transaction, organisationId))
        await this.timers.set(transaction, pauseTimer, membershipId, pausedUntil, { organisationId, membershipId });
    });
  }
}
