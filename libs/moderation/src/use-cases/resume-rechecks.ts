import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { SETTINGS, type Settings, system, Timers, UnitOfWork } from '@kring/platform';
import { recheckTimer } from '../recheck-timer';

/** Older ones have nobody left who waits for the second look. */
const daysBack = 30;

/** Sets the timers of second looks again where there are none, as in a database that was restored. */
@Injectable()
export class ResumeRechecks {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** How many were set. A timer whose moment is past rings at once; one that rings twice does nothing the second time. */
  run(organisationId: Id): Promise<number> {
    return this.work.as(system('resume-rechecks', organisationId), async (transaction) => {
      const waiting = await transaction.rows<{ id: Id; at: Date }>(
        `SELECT i.id, i.at FROM interventions i
         LEFT JOIN intervention_rechecks r ON r.organisation_id = i.organisation_id AND r.intervention_id = i.id
         WHERE i.organisation_id = $1 AND r.intervention_id IS NULL AND i.at > now() - make_interval(days => $2)`,
        [organisationId, daysBack],
      );
      for (const { id, at } of waiting) {
        const recheckAt = new Date(at.getTime() + this.settings.KRING_RECHECK_MINUTES * 60_000);
        await this.timers.set(transaction, recheckTimer, id, recheckAt, { organisationId, interventionId: id });
      }
      return waiting.length;
    });
  }
}
