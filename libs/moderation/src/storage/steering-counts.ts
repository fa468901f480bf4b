import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import type { InterventionKind } from '../domain/interventions';
import type { SteeringCount } from '../domain/steering-figures';

export interface SteeringTime {
  /** Null: all groups. */
  readonly groupId: Id | null;
  readonly kind: InterventionKind;
  readonly medianHours: number;
}

/** What was done from `$2` to `$3`, stood, and was looked at again; the later look where there are two. */
const source = `SELECT i.group_id, i.kind, i.climate_before AS before, coalesce(l.climate, r.climate) AS after,
    extract(epoch FROM coalesce(l.at, r.at) - i.at) / 3600 AS hours
  FROM interventions i
  JOIN intervention_rechecks r ON r.organisation_id = i.organisation_id AND r.intervention_id = i.id
  LEFT JOIN later_rechecks l ON l.organisation_id = i.organisation_id AND l.intervention_id = i.id
  LEFT JOIN intervention_undos u ON u.organisation_id = i.organisation_id AND u.intervention_id = i.id
  WHERE i.organisation_id = $1 AND i.at >= $2 AND i.at < $3 AND u.intervention_id IS NULL`;

/** Counts of how threads went after steering. For the system: small counts are among them. */
@Injectable()
export class SteeringCounts {
  async counts(transaction: Transaction, organisationId: Id, from: Date, until: Date): Promise<SteeringCount[]> {
    return transaction.rows<SteeringCount & Record<string, unknown>>(
      `SELECT group_id AS "groupId", kind, before, after, count(*)::int AS count FROM (${source}) s
       GROUP BY group_id, kind, before, after ORDER BY kind, group_id, before, after`,
      [organisationId, from, until],
    );
  }

  /** How long it took until somebody looked again, for each kind, of each group and of all. */
  async times(transaction: Transaction, organisationId: Id, from: Date, until: Date): Promise<SteeringTime[]> {
    return transaction.rows<SteeringTime & Record<string, unknown>>(
      `SELECT group_id AS "groupId", kind, percentile_cont(0.5) WITHIN GROUP (ORDER BY hours)::float8 AS "medianHours"
       FROM (${source}) s GROUP BY GROUPING SETS ((kind), (kind, group_id))`,
      [organisationId, from, until],
    );
  }
}
