import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';

/** What happened with one membership, counted. */
export interface MemberFigures {
  readonly posts: number;
  readonly held: number;
  readonly returned: number;
  readonly hidden: number;
  readonly steered: number;
  readonly appeals: number;
  readonly overturned: number;
}

/** The history of one membership: never of the person behind it, who may have others. For moderators. */
@Injectable()
export class MemberHistories {
  async figures(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<MemberFigures | null> {
    const mine = `organisation_id = $1 AND membership_id = $2`;
    const posts = `FROM posts p WHERE p.organisation_id = $1 AND p.author_membership_id = $2 AND p.state <> 'DELETED'`;
    return transaction.row<MemberFigures & Record<string, unknown>>(
      `SELECT
         (SELECT count(*)::int ${posts}) AS posts,
         (SELECT count(*)::int ${posts} AND (p.state = 'HELD' OR EXISTS (
           SELECT FROM assessments a WHERE a.organisation_id = $1 AND a.post_id = p.id AND a.hold))) AS held,
         (SELECT count(*)::int FROM statements WHERE ${mine} AND kind = 'RETURNED') AS returned,
         (SELECT count(*)::int FROM statements WHERE ${mine} AND kind = 'HIDDEN') AS hidden,
         (SELECT count(*)::int FROM interventions i WHERE i.${mine} AND NOT EXISTS (
           SELECT FROM intervention_undos u WHERE u.organisation_id = $1 AND u.intervention_id = i.id)) AS steered,
         (SELECT count(*)::int FROM appeals WHERE ${mine}) AS appeals,
         (SELECT count(*)::int FROM appeals a JOIN appeal_answers w ON w.organisation_id = a.organisation_id AND w.appeal_id = a.id
           WHERE a.organisation_id = $1 AND a.membership_id = $2 AND w.outcome = 'OVERTURNED') AS overturned`,
      [organisationId, membershipId],
    );
  }
}
