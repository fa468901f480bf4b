import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { Language } from '@kring/safety';
import type { RunClock } from '../domain/clock';
import type { PracticeScript, Words } from '../domain/script';
import type { Deed, Step } from '../domain/step';

/** A run as lists show it. */
export interface RunLine extends RunClock {
  readonly organisationId: Id;
  readonly id: Id;
  /** Whose run it is. */
  readonly staffId: Id;
  readonly scriptKey: string;
  readonly title: Words;
  readonly minutes: number;
  readonly language: Language;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
}

/** A run with the script as it was when it began. */
export interface RunRecord extends RunLine {
  readonly script: PracticeScript;
}

export interface CommentRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly runId: Id;
  /** Whose run it is. */
  readonly staffId: Id;
  readonly stepId: Id | null;
  readonly byStaffId: Id;
  readonly text: string;
  readonly at: Date;
}

/** How often a run was commented on, and who spoke last. */
export interface CommentCount {
  readonly runId: Id;
  readonly comments: number;
  readonly lastBy: Id;
}

const lineColumns = `organisation_id AS "organisationId", id, staff_id AS "staffId", script_key AS "scriptKey",
  script -> 'title' AS title, (script ->> 'minutes')::int AS minutes, language, began_at AS "beganAt", speed, ran_ms AS "ranMs", since,
  ended_at AS "endedAt"`;
const commentColumns = `organisation_id AS "organisationId", id, run_id AS "runId", staff_id AS "staffId", step_id AS "stepId",
  by_staff_id AS "byStaffId", text, at`;
const mostListed = 200;

/** Runs of practice threads. Row-level security shows them to the trainee and to supervisors, and lets only the trainee act. */
@Injectable()
export class PracticeRuns {
  /** One's own, or with `staffId` null everybody's, newest first. */
  async lines(transaction: Transaction, organisationId: Id, staffId: Id | null): Promise<RunLine[]> {
    return transaction.rows<RunLine>(
      `SELECT ${lineColumns} FROM practice_runs WHERE organisation_id = $1 AND ($2::uuid IS NULL OR staff_id = $2)
       ORDER BY began_at DESC, id DESC LIMIT ${mostListed}`,
      [organisationId, staffId],
    );
  }

  async run(transaction: Transaction, id: Id): Promise<RunRecord | null> {
    return transaction.row<RunRecord & Record<string, unknown>>(
      `SELECT ${lineColumns}, script FROM practice_runs WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** The same, alone until the end of the transaction. Null for whoever may read it and not act in it. */
  async lock(transaction: Transaction, id: Id): Promise<RunRecord | null> {
    return transaction.row<RunRecord & Record<string, unknown>>(
      `SELECT ${lineColumns}, script FROM practice_runs WHERE organisation_id = ANY ($1) AND id = $2 FOR UPDATE`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  async begin(transaction: Transaction, run: RunRecord): Promise<void> {
    const { organisationId, id, staffId, scriptKey, language, beganAt, speed, ranMs, since } = run;
    await insert(transaction, 'practice_runs', {
      ...{ organisationId, id, staffId, scriptKey, script: run.script, language, beganAt, speed, ranMs, since },
    });
  }

  async setClock(transaction: Transaction, run: RunLine, clock: RunClock, endedAt: Date | null): Promise<void> {
    await transaction.run(
      `UPDATE practice_runs SET speed = $3, ran_ms = $4, since = $5, ended_at = $6 WHERE organisation_id = $1 AND id = $2`,
      [run.organisationId, run.id, clock.speed, clock.ranMs, clock.since, endedAt],
    );
  }

  async addStep(transaction: Transaction, run: RunLine, step: Step, number: number, at: Date): Promise<void> {
    const { organisationId, id: runId, staffId } = run;
    await insert(transaction, 'practice_steps', {
      ...{ organisationId, id: step.id, runId, staffId, number, at, storyMs: step.at, deed: step.deed },
    });
  }

  /** What was done in a run, in order. */
  async steps(transaction: Transaction, run: RunLine): Promise<Step[]> {
    return transaction.rows<Step & { readonly deed: Deed }>(
      `SELECT id, story_ms AS at, deed FROM practice_steps WHERE organisation_id = $1 AND run_id = $2 ORDER BY number`,
      [run.organisationId, run.id],
    );
  }

  async comment(transaction: Transaction, comment: CommentRecord): Promise<void> {
    await insert(transaction, 'practice_comments', { ...comment });
  }

  /** What was said about a run, oldest first. */
  async comments(transaction: Transaction, run: RunLine): Promise<CommentRecord[]> {
    return transaction.rows<CommentRecord>(
      `SELECT ${commentColumns} FROM practice_comments WHERE organisation_id = $1 AND run_id = $2 ORDER BY at, id`,
      [run.organisationId, run.id],
    );
  }

  async countComments(transaction: Transaction, runIds: readonly Id[]): Promise<CommentCount[]> {
    return transaction.rows<CommentCount>(
      `SELECT run_id AS "runId", count(*)::int AS comments, (array_agg(by_staff_id ORDER BY at DESC, id DESC))[1] AS "lastBy"
       FROM practice_comments WHERE organisation_id = ANY ($1) AND run_id = ANY ($2) GROUP BY run_id`,
      [organisationsOf(transaction.actor), runIds],
    );
  }

  /** Forgets runs that began before a moment, with all that hangs on them. For the system. */
  async erase(transaction: Transaction, organisationId: Id, beganBefore: Date): Promise<number> {
    const old = `organisation_id = $1 AND run_id IN (SELECT id FROM practice_runs WHERE organisation_id = $1 AND began_at <= $2)`;
    await transaction.run(`DELETE FROM practice_comments WHERE ${old}`, [organisationId, beganBefore]);
    await transaction.run(`DELETE FROM practice_steps WHERE ${old}`, [organisationId, beganBefore]);
    return transaction.run(`DELETE FROM practice_runs WHERE organisation_id = $1 AND began_at <= $2`, [
      organisationId,
      beganBefore,
    ]);
  }
}
