import { Inject, Injectable } from '@nestjs/common';
import type { Id, StaffedTime } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import { defaultStaffedHours } from '../domain/default-hours';
import { rotaHoursLimit } from '../domain/limits';
import type { RotaHours } from '../domain/rota';
import { nextShiftOf, type StaffingFacts, staffedTimeOf } from '../domain/staffing';
import { OrganisationsReader } from './organisations-reader';
import { notPast } from './rota';

type OfOrganisation<T> = T & { readonly organisationId: Id };

/** When groups are staffed, for whoever may see the group: hours, and never who. */
@Injectable()
export class StaffingReader {
  constructor(@Inject(OrganisationsReader) private readonly organisations: OrganisationsReader) {}

  /** What is known in each organisation, as the actor of the transaction may see it. */
  async facts(
    transaction: Transaction,
    organisationIds: readonly Id[],
    now: Date,
  ): Promise<ReadonlyMap<Id, StaffingFacts>> {
    const [organisations, rota, duties] = await Promise.all([
      this.organisations.organisations(transaction, organisationIds),
      transaction.rows<OfOrganisation<RotaHours & { readonly groupId: Id | null }>>(
        `SELECT organisation_id AS "organisationId", group_id AS "groupId", weekdays, starts_on::text AS "startsOn",
           ends_on::text AS "endsOn", from_minute AS "from", to_minute AS "to"
         FROM rota_hours WHERE organisation_id = ANY ($1) AND ${notPast} LIMIT $3`,
        [organisationIds, now, organisationIds.length * rotaHoursLimit],
      ),
      transaction.rows<OfOrganisation<StaffingFacts['duties'][number]>>(
        `SELECT organisation_id AS "organisationId", group_id AS "groupId", from_at AS "from", until_at AS "until"
         FROM duty_hours WHERE organisation_id = ANY ($1) AND until_at > $2`,
        [organisationIds, now],
      ),
    ]);
    const of = <T>(rows: readonly OfOrganisation<T>[], id: Id) => rows.filter((row) => row.organisationId === id);
    return new Map(
      organisations.map(({ organisationId, staffedHours }) => [
        organisationId,
        { hours: staffedHours, rota: of(rota, organisationId), duties: of(duties, organisationId) },
      ]),
    );
  }

  /** When a group is staffed, seen from `now`. */
  async staffedTime(transaction: Transaction, organisationId: Id, groupId: Id, now: Date): Promise<StaffedTime> {
    const facts = (await this.facts(transaction, [organisationId], now)).get(organisationId);
    return facts ? staffedTimeOf(facts, groupId, now) : defaultStaffedHours;
  }

  /** When the next shift for a group begins after `from`; null when none is planned in the weeks that are looked at. */
  async nextShift(transaction: Transaction, organisationId: Id, groupId: Id, from: Date): Promise<Date | null> {
    const facts = (await this.facts(transaction, [organisationId], from)).get(organisationId);
    return facts ? nextShiftOf(facts, groupId, from) : null;
  }
}
