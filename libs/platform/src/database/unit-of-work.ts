import { Inject, Injectable } from '@nestjs/common';
import { isId } from '@kring/kernel';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { type Actor, settingsOf } from './actor';

/** One transaction that belongs to somebody. Whatever is read or written through it is bound by their rights. */
export interface Transaction {
  readonly actor: Actor;
  rows<Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  row<Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]): Promise<Row | null>;
  /** How many rows a statement touched. */
  run(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /** Called once after a successful commit, never after a rollback; must not throw. */
  afterCommit(then: () => void): void;
}

/** Thrown inside a unit of work to roll it back and answer with a value nevertheless. */
class RolledBack<T> extends Error {
  constructor(readonly value: T) {
    super('rolled back on purpose');
  }
}

const why = /^[a-z-]{0,64}$/;

/** `BEGIN` and the rights of the actor in one statement, one round trip. Refuses anything that is not a uuid. */
export function beginFor(actor: Actor): string {
  const settings = Object.entries(settingsOf(actor)).map(([name, value]) => {
    if (typeof value === 'string') {
      if (!why.test(value)) throw new Error('the reason of a system actor is a short slug');
      return `SET LOCAL ${name} = '${value}'`;
    }
    if (!value.every(isId)) throw new Error(`${name} takes uuids only`);
    return `SET LOCAL ${name} = '{${value.join(',')}}'`;
  });
  return `BEGIN; ${settings.join('; ')}`;
}

@Injectable()
export class UnitOfWork {
  constructor(@Inject(DataSource) private readonly database: DataSource) {}

  /**
   * Runs `work` in one transaction as `actor`: committed when it returns, rolled back when it throws. Row-level security
   * is told who acts before anything else can be said.
   */
  async as<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const runner = this.database.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const afterCommit: (() => void)[] = [];
    let answer: T;
    try {
      const begin = beginFor(actor);
      try {
        await client.query(begin);
        answer = await work({
          actor,
          rows: async <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) =>
            (await client.query<Row>(sql, parameters as unknown[])).rows,
          row: async <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) =>
            (await client.query<Row>(sql, parameters as unknown[])).rows[0] ?? null,
          run: async (sql, parameters) => (await client.query(sql, parameters as unknown[])).rowCount ?? 0,
          afterCommit: (then) => afterCommit.push(then),
        });
        // PostgreSQL answers ROLLBACK, and no error, to the end of a transaction in which something failed before.
        const end = await client.query('COMMIT');
        if (end.command !== 'COMMIT')
          throw new Error('a unit of work could not be committed: a statement in it failed');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        if (error instanceof RolledBack) return error.value as T;
        throw error;
      }
    } finally {
      await runner.release();
    }
    for (const then of afterCommit) then();
    return answer;
  }

  /** Gives up everything done in this unit and lets {@link as} answer `value`. For refusals found after a first write. */
  static rollBack<T>(value: T): never {
    throw new RolledBack(value);
  }
}
