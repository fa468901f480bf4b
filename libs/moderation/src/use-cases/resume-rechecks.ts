import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { system, UnitOfWork } from '@kring/platform';
import { SetRechecks } from './set-rechecks';

/** Older ones have nobody left who waits for the second look. */
const daysBack = 30;

/** Sets the timers of second looks again where there are none, as in a database that was restored. */
@Injectable()
export class ResumeRechecks {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SetRechecks) private readonly rechecks: SetRechecks,
  ) {}

  /** How many were set. A timer whose moment is past rings at once; one that rings twice does nothing the second time. */
  run(organisationId: Id): Promise<number> {
    return this.work.as(system('resume-rechecks', organisationId), async (transaction) => {
      const { looks } = await this.rechecks.choice(transaction, organisationId);
      const waiting = await transaction.rows<{ interventionId: Id; groupId: Id; at: Date }>(
        `SELECT i.id AS "interventionId", i.group_id AS "groupId", i.at FROM interventions i
         LEFT JOIN intervention_rechecks r ON r.organisation_id = i.organisation_id AND r.intervention_id = i.id
         LEFT JOIN later_rechecks l ON l.organisation_id = i.organisation_id AND l.intervention_id = i.id
         WHERE i.organisation_id = $1 AND i.at > now() - make_interval(days => $2)
           AND (r.intervention_id IS NULL OR ($3 AND l.intervention_id IS NULL))`,
        [organisationId, daysBack, looks === 'BOTH'],
      );
      for (const one of waiting) await this.rechecks.run(transaction, { organisationId, ...one });
      return waiting.length;
    });
  }
}
