import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { isPassing } from '../database/is-away';

const againAfterMs = 500;
const lastAnswersMs = 2000;

/**
 * What pg-boss asks the database through. It does not wait for what comes of its own "done" and "failed", and an answer that
 * nobody waits for ends the process when it is an error. So while the database is away, or takes nothing in, a statement
 * is asked again until it is taken.
 */
export class PatientDatabase {
  private readonly pool: Pool;
  private isOver = false;
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(connectionString: string, connections: number, onError: (error: Error) => void) {
    this.pool = new Pool({
      connectionString,
      max: connections,
      application_name: 'kring timers',
      // Without these, a connection that nobody answers any more is waited for without end.
      connectionTimeoutMillis: 5000,
      query_timeout: 30_000,
      keepAlive: true,
    });
    this.pool.on('error', onError);
  }

  async executeSql(sql: string, values: unknown[]): Promise<{ rows: unknown[] }> {
    for (;;) {
      try {
        return await this.ask(sql, values);
      } catch (error) {
        if (this.isOver) return new Promise(() => undefined);
        if (!isPassing(error)) throw error;
        await pause(againAfterMs, undefined, { ref: false });
      }
    }
  }

  private async ask(sql: string, values: unknown[]): Promise<{ rows: unknown[] }> {
    const answer = this.pool.query<Record<string, unknown>>(sql, values);
    const settled = answer.catch(() => undefined).finally(() => this.underWay.delete(settled));
    this.underWay.add(settled);
    return answer;
  }

  /** From here on nothing is asked again, and what was refused is never answered. */
  giveUp(): void {
    this.isOver = true;
  }

  /**
   * Ends, after what was asked already has its answer: who stands in line for a connection would get none, and pg-boss would look
   * each second whether that one has stopped, as long as the process lives.
   */
  async close(): Promise<void> {
    this.giveUp();
    await Promise.race([Promise.all(this.underWay), pause(lastAnswersMs, undefined, { ref: false })]);
    await this.pool.end();
  }
}
