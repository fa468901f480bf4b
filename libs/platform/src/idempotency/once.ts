import { createHash } from 'node:crypto';
import { fail, type Id, invalid, isId, ok, type Problem, type Result } from '@kring/kernel';
import { type Transaction, UnitOfWork } from '../database/unit-of-work';

export interface OnceKey {
  readonly organisationId: Id;
  /** Whose key it is: an account, or an invitation for people who have none yet. */
  readonly who: Id;
  readonly operation: string;
  readonly clientKey: string;
  /** What was asked; the same key for something else is refused. */
  readonly input: unknown;
}

/** Ids of what was made, enough to answer the same again. */
export type Outcome = Readonly<Record<string, string>>;

/**
 * Makes something once for a client key, also when the same mutation is sent twice at the same time: the second waits
 * for the first and gets its outcome. A refusal is not remembered, so that a cured mistake can be sent again.
 */
export async function once(
  transaction: Transaction,
  key: OnceKey,
  make: () => Promise<Result<Outcome, Problem>>,
): Promise<Result<Outcome, Problem>> {
  const clientKey = key.clientKey.toLowerCase();
  if (!isId(clientKey)) return fail(invalid('clientKey', 'no_uuid'));
  const fingerprint = createHash('sha256').update(JSON.stringify(key.input)).digest('base64url');
  const place = [key.organisationId, key.who, key.operation, clientKey];
  const first = await transaction.run(
    `INSERT INTO client_keys (organisation_id, who, operation, client_key, fingerprint)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [...place, fingerprint],
  );
  if (first === 0) {
    const known = await transaction.row<{ fingerprint: string; outcome: Outcome }>(
      `SELECT fingerprint, outcome FROM client_keys
       WHERE organisation_id = $1 AND who = $2 AND operation = $3 AND client_key = $4`,
      place,
    );
    if (known?.fingerprint !== fingerprint) return fail(invalid('clientKey', 'used_for_something_else'));
    return ok(known.outcome);
  }
  const made = await make();
  if (!made.ok) return UnitOfWork.rollBack(made);
  await transaction.run(
    `UPDATE client_keys SET outcome = $5
     WHERE organisation_id = $1 AND who = $2 AND operation = $3 AND client_key = $4`,
    [...place, JSON.stringify(made.value)],
  );
  return made;
}

/** Whether something was made for this client key before: asking again gets its outcome, whatever ended since. */
export async function wasMade(
  transaction: Transaction,
  key: Pick<OnceKey, 'organisationId' | 'who' | 'operation' | 'clientKey'>,
): Promise<boolean> {
  const clientKey = key.clientKey.toLowerCase();
  const known = await transaction.row(
    `SELECT 1 AS found FROM client_keys WHERE organisation_id = $1 AND who = $2 AND operation = $3 AND client_key = $4`,
    [key.organisationId, key.who, key.operation, isId(clientKey) ? clientKey : null],
  );
  return known !== null;
}
