import { type Actor, beginFor, prepared, type Transaction } from '@kring/platform';
import type { Pool, PoolClient, QueryResultRow } from 'pg';

/** A transaction under row-level security, begun as Kring begins one, with nothing around it. */
export async function floorTransaction<T>(
  pool: Pool,
  actor: Actor,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    const begun = client.query(beginFor(actor));
    const answer = await work(plain(client, actor));
    await begun;
    await client.query('COMMIT');
    client.release();
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
    throw error;
  }
}

function plain(client: PoolClient, actor: Actor): Transaction {
  const query = <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) =>
    client.query<Row>(prepared(sql, parameters));
  return {
    actor,
    rows: async <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) =>
      (await query<Row>(sql, parameters)).rows,
    row: async <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) =>
      (await query<Row>(sql, parameters)).rows[0] ?? null,
    run: async (sql, parameters) => (await query(sql, parameters)).rowCount ?? 0,
    afterCommit: () => undefined,
  };
}
