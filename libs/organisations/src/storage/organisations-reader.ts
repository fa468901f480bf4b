import { Injectable } from '@nestjs/common';
import { type Id, isId, type StaffedHours } from '@kring/kernel';
import { organisationsOf, type StaffRole, type Transaction } from '@kring/platform';
import { defaultStaffedHours } from '../domain/default-hours';

export interface OrganisationRecord {
  readonly organisationId: Id;
  readonly name: string;
  readonly staffedHours: StaffedHours;
}

export interface StaffRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly role: StaffRole;
  readonly displayName: string;
}

const organisationColumns = `organisation_id AS "organisationId", name, staffed_hours AS "staffedHours"`;
const staffColumns = `organisation_id AS "organisationId", id, role, display_name AS "displayName"`;

@Injectable()
export class OrganisationsReader {
  /** Every organisation there is. Only jobs that begin something for each of them see more than their own. */
  async all(transaction: Transaction): Promise<Id[]> {
    const rows = await transaction.rows<{ id: Id }>(
      `SELECT organisation_id AS id FROM organisations WHERE organisation_id IS NOT NULL ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }

  async organisations(transaction: Transaction, ids: readonly Id[]): Promise<OrganisationRecord[]> {
    return transaction.rows<OrganisationRecord>(
      `SELECT ${organisationColumns} FROM organisations WHERE organisation_id = ANY ($1)`,
      [ids.filter(isId)],
    );
  }

  async staffedHours(transaction: Transaction, organisationId: Id): Promise<StaffedHours> {
    return (await this.organisations(transaction, [organisationId]))[0]?.staffedHours ?? defaultStaffedHours;
  }
}

@Injectable()
export class StaffReader {
  /** Also those who left: their names stay under what they did. */
  async staff(transaction: Transaction, ids: readonly Id[]): Promise<StaffRecord[]> {
    return transaction.rows<StaffRecord>(
      `SELECT ${staffColumns} FROM staff WHERE organisation_id = ANY ($1) AND id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids],
    );
  }

  /** Who works for each organisation now, longest first. */
  async serving(transaction: Transaction, organisationIds: readonly Id[]): Promise<StaffRecord[]> {
    return transaction.rows<StaffRecord>(
      `SELECT ${staffColumns} FROM staff WHERE organisation_id = ANY ($1) AND ended_at IS NULL ORDER BY created_at, id LIMIT 500`,
      [organisationIds],
    );
  }
}
