import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { type AccountActor, poolOf, prepared, type StaffRole } from '@kring/platform';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

export interface AccountRecord {
  readonly id: Id;
  readonly signInKey: string;
  readonly passphraseHash: string;
  readonly needsOneTimeCode: boolean;
  readonly oneTimeCodeSealed: string | null;
  readonly isSteward: boolean;
}

export interface SessionRecord {
  readonly id: Id;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** A session that is in use now. */
export interface FoundSession {
  readonly actor: AccountActor;
  /** Staff's sessions are not prolonged by use. */
  readonly isStaff: boolean;
  readonly createdAt: Date;
  /** Whether its use was not noted for an hour. */
  readonly staleUse: boolean;
}

interface Checked {
  tokenHash: string;
  sessionId: Id;
  accountId: Id;
  isSteward: boolean;
  isStaff: boolean;
  createdAt: Date;
  staleUse: boolean;
  rights: {
    organisationId: Id;
    subjectId: Id;
    kind: 'MEMBER' | 'STAFF';
    groupId: Id | null;
    role: StaffRole | null;
    state: 'REQUESTED' | 'ACTIVE' | 'PAUSED';
  }[];
}

const accountColumns = `id, sign_in_key AS "signInKey", passphrase_hash AS "passphraseHash", needs_one_time_code AS "needsOneTimeCode",
  one_time_code_sealed AS "oneTimeCodeSealed", is_steward AS "isSteward"`;

/** Accounts, sessions and rights: apart from every organisation, so outside tenant transactions. */
@Injectable()
export class IdentityStore {
  private readonly pool: Pool;

  constructor(@Inject(DataSource) database: DataSource) {
    this.pool = poolOf(database);
  }

  async accountByKey(key: string): Promise<AccountRecord | null> {
    return this.row<AccountRecord>(`SELECT ${accountColumns} FROM accounts WHERE sign_in_key = $1`, [key]);
  }

  /** The account of that name which has this recovery code, unused. */
  async accountByRecoveryCode(key: string, codeHash: Buffer): Promise<AccountRecord | null> {
    return this.row<AccountRecord>(
      `SELECT ${accountColumns} FROM accounts WHERE sign_in_key = $1 AND EXISTS (
         SELECT 1 FROM recovery_codes r WHERE r.account_id = accounts.id AND r.code_hash = $2 AND r.used_at IS NULL)`,
      [key, codeHash],
    );
  }

  async account(id: Id): Promise<AccountRecord | null> {
    return this.row<AccountRecord>(`SELECT ${accountColumns} FROM accounts WHERE id = $1`, [id]);
  }

  /** Who holds each of these session tokens now, with everything they may enter, in one query; ended sessions are absent. */
  async check(tokenHashes: readonly Buffer[], now: Date): Promise<Map<string, FoundSession>> {
    const found = await this.rows<Checked>(
      `SELECT encode(s.token_hash, 'hex') AS "tokenHash", s.id AS "sessionId", s.account_id AS "accountId", a.is_steward AS "isSteward",
         a.needs_one_time_code AS "isStaff", s.created_at AS "createdAt", s.last_used_at < $2::timestamptz - interval '1 hour' AS "staleUse",
         coalesce((SELECT jsonb_agg(jsonb_build_object('organisationId', r.organisation_id, 'subjectId', r.subject_id, 'kind', r.kind,
             'groupId', r.group_id, 'role', r.role, 'state', r.state) ORDER BY r.subject_id)
           FROM rights r WHERE r.account_id = s.account_id AND r.state IN ('REQUESTED', 'ACTIVE', 'PAUSED')), '[]') AS rights
       FROM sessions s JOIN accounts a ON a.id = s.account_id
       WHERE s.token_hash = ANY ($1) AND s.ended_at IS NULL AND s.expires_at > $2`,
      [tokenHashes, now],
    );
    return new Map(
      found.map((one) => [
        one.tokenHash,
        { actor: actorOf(one), isStaff: one.isStaff, createdAt: one.createdAt, staleUse: one.staleUse },
      ]),
    );
  }

  async startSession(session: { id: Id; accountId: Id; tokenHash: Buffer; at: Date; expiresAt: Date }): Promise<void> {
    await this.pool.query(
      `INSERT INTO sessions (id, account_id, token_hash, created_at, last_used_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)
       ON CONFLICT (token_hash) DO NOTHING`,
      [session.id, session.accountId, session.tokenHash, session.at, session.expiresAt],
    );
  }

  /** Notes the use of a session; `expiresAt` null leaves its end where it was. */
  async touchSession(id: Id, at: Date, expiresAt: Date | null): Promise<void> {
    await this.pool.query(
      `UPDATE sessions SET last_used_at = $2, expires_at = coalesce($3, expires_at) WHERE id = $1`,
      [id, at, expiresAt],
    );
  }

  async sessions(accountId: Id, now: Date): Promise<SessionRecord[]> {
    return this.rows<SessionRecord>(
      `SELECT id, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt" FROM sessions
       WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, id DESC LIMIT 50`,
      [accountId, now],
    );
  }

  /** Ends one session of an account; whether there was one to end. */
  async endSession(accountId: Id, id: Id, at: Date): Promise<boolean> {
    const ended = await this.pool.query(
      `UPDATE sessions SET ended_at = $3 WHERE account_id = $1 AND id = $2 AND ended_at IS NULL`,
      [accountId, id, at],
    );
    return ended.rowCount === 1;
  }

  async endAllSessions(accountId: Id, at: Date): Promise<void> {
    await this.pool.query(`UPDATE sessions SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL`, [
      accountId,
      at,
    ]);
  }

  /** Ends every session there is; how many were open. */
  async endEverySession(at: Date): Promise<number> {
    const ended = await this.pool.query(
      `UPDATE sessions SET ended_at = $1 WHERE ended_at IS NULL AND expires_at > $1`,
      [at],
    );
    return ended.rowCount ?? 0;
  }

  async setOneTimeCode(accountId: Id, sealed: string, step: number): Promise<boolean> {
    const set = await this.pool.query(
      `UPDATE accounts SET one_time_code_sealed = $2, one_time_code_step = $3 WHERE id = $1 AND one_time_code_sealed IS NULL`,
      [accountId, sealed, step],
    );
    return set.rowCount === 1;
  }

  /** Sealed one-time-code secrets in the order of accounts, some at a time: those of accounts after `after`. */
  async sealedOneTimeCodes(after: Id, limit: number): Promise<{ id: Id; sealed: string }[]> {
    return this.rows<{ id: Id; sealed: string }>(
      `SELECT id, one_time_code_sealed AS sealed FROM accounts WHERE id > $1 AND one_time_code_sealed IS NOT NULL ORDER BY id LIMIT $2`,
      [after, limit],
    );
  }

  /** Puts a seal in the place of another; false when that was changed meanwhile. */
  async resealOneTimeCode(accountId: Id, from: string, to: string): Promise<boolean> {
    const changed = await this.pool.query(
      `UPDATE accounts SET one_time_code_sealed = $3 WHERE id = $1 AND one_time_code_sealed = $2`,
      [accountId, from, to],
    );
    return changed.rowCount === 1;
  }

  /** Uses up a one-time code; false when this one, or a later one, was used before. */
  async useOneTimeCode(accountId: Id, step: number): Promise<boolean> {
    const used = await this.pool.query(
      `UPDATE accounts SET one_time_code_step = $2 WHERE id = $1 AND one_time_code_step < $2`,
      [accountId, step],
    );
    return used.rowCount === 1;
  }

  async setPassphrase(accountId: Id, hash: string): Promise<void> {
    await this.pool.query(`UPDATE accounts SET passphrase_hash = $2 WHERE id = $1`, [accountId, hash]);
  }

  async useRecoveryCode(accountId: Id, codeHash: Buffer, at: Date): Promise<boolean> {
    const used = await this.pool.query(
      `UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL`,
      [accountId, codeHash, at],
    );
    return used.rowCount === 1;
  }

  async recoveryCodesLeft(accountId: Id): Promise<number> {
    const row = await this.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL`,
      [accountId],
    );
    return row?.count ?? 0;
  }

  /** The hashes of all recovery codes of an account, used or not, in hexadecimal. */
  async recoveryCodeHashes(accountId: Id): Promise<ReadonlySet<string>> {
    const rows = await this.rows<{ hash: string }>(
      `SELECT encode(code_hash, 'hex') AS hash FROM recovery_codes WHERE account_id = $1`,
      [accountId],
    );
    return new Set(rows.map((row) => row.hash));
  }

  /** Replaces all recovery codes of an account. */
  async replaceRecoveryCodes(accountId: Id, hashes: readonly Buffer[]): Promise<void> {
    await this.pool.query(
      `WITH gone AS (DELETE FROM recovery_codes WHERE account_id = $1 AND NOT code_hash = ANY ($2::bytea[]))
       INSERT INTO recovery_codes (account_id, code_hash) SELECT $1, unnest($2::bytea[]) ON CONFLICT DO NOTHING`,
      [accountId, hashes],
    );
  }

  /** Sweeps sessions that ended or ran out a day ago, and tries whose time is over. */
  async sweep(now: Date): Promise<void> {
    await this.pool.query(
      `DELETE FROM sessions WHERE coalesce(ended_at, expires_at) < $1::timestamptz - interval '1 day'`,
      [now],
    );
    await this.pool.query(`DELETE FROM tries WHERE expire < $1`, [now.getTime()]);
  }

  private async rows<Row extends QueryResultRow>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>(prepared(sql, parameters))).rows;
  }

  private async row<Row extends QueryResultRow>(sql: string, parameters: readonly unknown[]): Promise<Row | null> {
    return (await this.rows<Row>(sql, parameters))[0] ?? null;
  }
}

function actorOf(found: Checked): AccountActor {
  return {
    kind: 'account',
    accountId: found.accountId,
    sessionId: found.sessionId,
    isSteward: found.isSteward,
    groups: found.rights.flatMap((right) =>
      right.groupId === null
        ? []
        : [
            {
              organisationId: right.organisationId,
              groupId: right.groupId,
              membershipId: right.subjectId,
              state: right.state,
            },
          ],
    ),
    staff: found.rights.flatMap((right) =>
      right.role === null ? [] : [{ organisationId: right.organisationId, staffId: right.subjectId, role: right.role }],
    ),
  };
}
