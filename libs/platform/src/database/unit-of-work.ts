import { Inject, Injectable } from '@nestjs/common';
import { isId } from '@kring/kernel';
import type { Pool, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { Traces } from '../traces/traces';
import { type Actor, settingsOf } from './actor';
import { isAway } from './is-away';
import { poolOf } from './pool-of';
import { prepared } from './prepared';
import { SharedReading } from './shared-reading';
import type { Transaction } from './transaction';

export type { Transaction } from './transaction';

/** Thrown inside a unit of work to roll it back and answer with a value nevertheless. */
class RolledBack<T> extends Error {
  constructor(readonly value: T) {
    super('rolled back on purpose');
  }
}

const inFailedTransaction = '25P02';

const why = /^[a-z-]{0,64}$/;

/**
 * `BEGIN` and the rights of the actor in one statement, one round trip. Refuses anything that is not a uuid. What an actor
 * has none of is not said: a setting that nobody made means no rows.
 */
export function beginFor(actor: Actor): string {
  const settings = Object.entries(settingsOf(actor)).flatMap(([name, value]) => {
    if (value.length === 0) return [];
    if (typeof value === 'string') {
      if (!why.test(value)) throw new Error('the reason of a system actor is a short slug');
      return [`SET LOCAL ${name} = '${value}'`];
    }
    if (!value.every(isId)) throw new Error(`${name} takes uuids only`);
    return [`SET LOCAL ${name} = '{${value.join(',')}}'`];
  });
  return ['BEGIN', ...settings].join('; ');
}

@Injectable()
export class UnitOfWork {
  private readonly pool: Pool;
  private readonly readings = new WeakMap<object, SharedReading>();

  constructor(
    @Inject(DataSource) database: DataSource,
    @Inject(Traces) private readonly traces: Traces = new Traces(),
  ) {
    this.pool = poolOf(database);
  }

  /**
   * Runs `work` in one transaction as `actor`: committed when it returns, rolled back when it throws. Row-level security
   * is told who acts before anything else can be said. Statements may be sent together (`Promise.all`): they are answered
   * in order, in one round trip.
   */
  as<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const who = actor.kind === 'system' ? { actor: 'system', why: actor.why } : { actor: actor.kind };
    return this.traces.step('unit of work', who, () => this.carryOut(actor, work));
  }

  private async carryOut<T>(actor: Actor, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const begin = beginFor(actor);
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const breaks = (error: Error): void => void (broken ??= error);
    client.on('error', breaks);
    const afterCommit: (() => void)[] = [];
    let answer: T;
    try {
      // The first statement follows without waiting; nothing is answered unless the transaction did begin, and outside of
      // one row-level security would show and take nothing.
      const begun = client.query(begin);
      let failed: unknown;
      const ask = async <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) => {
        try {
          const [result] = await Promise.all([
            this.traces.statement(sql, () => client.query<Row>(prepared(sql, parameters))),
            begun,
          ]);
          return result;
        } catch (error) {
          // What was sent behind a statement that failed is refused for that; why it failed is what matters.
          failed ??= error;
          throw (error as { code?: unknown }).code === inFailedTransaction ? failed : error;
        }
      };
      answer = await work({
        actor,
        rows: async <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) =>
          (await ask<Row>(sql, parameters)).rows,
        row: async <Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]) =>
          (await ask<Row>(sql, parameters)).rows[0] ?? null,
        run: async (sql, parameters) => (await ask(sql, parameters)).rowCount ?? 0,
        afterCommit: (then) => afterCommit.push(then),
      });
      await begun;
      // PostgreSQL answers ROLLBACK, and no error, to the end of a transaction in which something failed before.
      const end = await client.query('COMMIT');
      if (end.command !== 'COMMIT') throw new Error('a unit of work could not be committed: a statement in it failed');
    } catch (error) {
      // A connection that does not answer, or on which nothing can even be given up, is nobody's to have again.
      const isAnswer = (error as { severity?: unknown }).severity === 'ERROR';
      if (isAway(error) && !isAnswer) breaks(error as Error);
      else await client.query('ROLLBACK').catch(breaks);
      if (error instanceof RolledBack) return error.value as T;
      throw error;
    } finally {
      client.removeListener('error', breaks);
      client.release(broken);
    }
    for (const then of afterCommit) then();
    return answer;
  }

  /**
   * Reads as the actor of one request, in one transaction with whatever else that request reads meanwhile. `ask` must not
   * write, and must wait for nothing but its own statements.
   */
  read<T>(reader: { readonly actor: Actor }, ask: (transaction: Transaction) => Promise<T>): Promise<T> {
    let reading = this.readings.get(reader);
    if (reading?.actor !== reader.actor) {
      reading = new SharedReading(reader.actor, (actor, work) => this.as(actor, work));
      this.readings.set(reader, reading);
    }
    return reading.read(ask);
  }

  /** Gives up everything done in this unit and lets {@link as} answer `value`. For refusals found after a first write. */
  static rollBack<T>(value: T): never {
    throw new RolledBack(value);
  }
}
