import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, ok, problem, type Problem, type Result } from '@kring/kernel';
import { CLOCK, newId, type StaffRole, type Transaction } from '@kring/platform';
import { readSignInName, type SignInName } from './domain/sign-in-name';
import { Passphrases } from './passphrases';
import { IdentityStore } from './storage/identity-store';

/** Sign-in name and hashed passphrase, checked and ready: hashing is slow and happens before a transaction is open. */
export interface Credentials {
  readonly name: SignInName;
  readonly passphraseHash: string;
}

/** Accounts and what they may enter, for the libraries above that let people in. */
@Injectable()
export class Accounts {
  constructor(
    @Inject(Passphrases) private readonly passphrases: Passphrases,
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async prepare(input: {
    readonly signInName: string;
    readonly passphrase: string;
  }): Promise<Result<Credentials, Problem>> {
    const name = readSignInName(input.signInName);
    if (!name.ok) return name;
    const passphraseHash = await this.passphrases.make(input.passphrase, name.value.key);
    return passphraseHash.ok ? ok({ name: name.value, passphraseHash: passphraseHash.value }) : passphraseHash;
  }

  /** Whether this passphrase opens this account. */
  async fits(accountId: Id, passphrase: string): Promise<boolean> {
    const account = await this.store.account(accountId);
    const fits = await this.passphrases.fits(passphrase, account?.passphraseHash ?? null);
    return fits.ok && fits.value;
  }

  /** Makes an account in the caller's transaction; a name that is taken is a `Problem`. */
  async create(
    transaction: Transaction,
    credentials: Credentials,
    kind: { readonly staff: boolean; readonly steward?: boolean },
  ): Promise<Result<Id, Problem>> {
    const id = newId();
    const made = await transaction.run(
      `INSERT INTO accounts (id, sign_in_name, sign_in_key, passphrase_hash, needs_one_time_code, is_steward, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (sign_in_key) DO NOTHING`,
      [
        id,
        credentials.name.shown,
        credentials.name.key,
        credentials.passphraseHash,
        kind.staff || !!kind.steward,
        kind.steward ?? false,
        this.clock.now(),
      ],
    );
    return made === 1 ? ok(id) : fail(problem('SIGN_IN_NAME_TAKEN', { field: 'signInName' }));
  }

  /** Links an account to its membership; false when it has one in that group already. */
  async mayEnter(
    transaction: Transaction,
    accountId: Id,
    right: { organisationId: Id; membershipId: Id; groupId: Id; state: string },
  ): Promise<boolean> {
    const made = await transaction.run(
      `INSERT INTO rights (account_id, organisation_id, subject_id, kind, group_id, state) VALUES ($1, $2, $3, 'MEMBER', $4, $5)
       ON CONFLICT DO NOTHING`,
      [accountId, right.organisationId, right.membershipId, right.groupId, right.state],
    );
    return made === 1;
  }

  /** Links an account to a staff position. */
  async serves(
    transaction: Transaction,
    accountId: Id,
    position: { organisationId: Id; staffId: Id; role: StaffRole },
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO rights (account_id, organisation_id, subject_id, kind, role, state) VALUES ($1, $2, $3, 'STAFF', $4, 'ACTIVE')`,
      [accountId, position.organisationId, position.staffId, position.role],
    );
  }

  /** How an account stands with a group by memberships that ended: REMOVED must not come back by a new code. */
  async wasRemoved(transaction: Transaction, accountId: Id, organisationId: Id, groupId: Id): Promise<boolean> {
    const row = await transaction.row(
      `SELECT 1 AS found FROM rights WHERE account_id = $1 AND organisation_id = $2 AND group_id = $3 AND state = 'REMOVED' LIMIT 1`,
      [accountId, organisationId, groupId],
    );
    return row !== null;
  }

  /** The memberships of an account that ended by a decision of others. */
  async removedFrom(
    transaction: Transaction,
    accountId: Id,
  ): Promise<{ readonly organisationId: Id; readonly membershipId: Id }[]> {
    return transaction.rows<{ organisationId: Id; membershipId: Id }>(
      `SELECT organisation_id AS "organisationId", subject_id AS "membershipId" FROM rights WHERE account_id = $1 AND state = 'REMOVED'`,
      [accountId],
    );
  }

  /**
   * When the people behind these memberships were last here, to the hour, by their sessions; who has none any more is left
   * out. Only for looking after somebody who was in crisis; it is shown to nobody.
   */
  async lastUse(
    transaction: Transaction,
    organisationId: Id,
    membershipIds: readonly Id[],
  ): Promise<ReadonlyMap<Id, Date>> {
    const rows = await transaction.rows<{ id: Id; at: Date }>(
      `SELECT r.subject_id AS id, max(s.last_used_at) AS at FROM rights r JOIN sessions s ON s.account_id = r.account_id
       WHERE r.organisation_id = $1 AND r.subject_id = ANY ($2) AND r.kind = 'MEMBER' GROUP BY r.subject_id`,
      [organisationId, membershipIds],
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  }
}
