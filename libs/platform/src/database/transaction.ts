import type { QueryResultRow } from 'pg';
import type { Actor } from './actor';

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
