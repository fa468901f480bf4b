import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, notFound, ok, type Problem, readText, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, newId, once, UnitOfWork } from '@kring/platform';
import { PracticeRuns, type RunRecord } from '../storage/practice-runs';

export interface CommentInput {
  readonly clientKey: string;
  readonly runId: Id;
  /** The step it is about; null: the run as a whole. */
  readonly stepId: Id | null;
  readonly text: string;
}

const commentLimit = 2000;

/** A supervisor says something about a run or a step of it, during it or after; the trainee answers. */
@Injectable()
export class CommentOnPractice {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PracticeRuns) private readonly runs: PracticeRuns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: CommentInput): Promise<Result<RunRecord, Problem>> {
    const { stepId } = input;
    const text = readText(input.text, { field: 'text', limit: commentLimit });
    if (!text.ok) return text;
    return this.work.as(actor, async (transaction): Promise<Result<RunRecord, Problem>> => {
      // Whoever sees a run is its trainee or a supervisor: those who talk about it.
      const run = await this.runs.run(transaction, input.runId);
      const staff = run && moderatorOf(actor, run.organisationId);
      if (!staff) return fail({ ...notFound, field: 'runId' });
      const { organisationId, id: runId, staffId } = run;
      const steps = stepId === null ? [] : await this.runs.steps(transaction, run);
      if (stepId !== null && !steps.some(({ id }) => id === stepId)) return fail({ ...notFound, field: 'stepId' });
      const key = {
        organisationId,
        who: actor.accountId,
        operation: 'comment-on-practice',
        clientKey: input.clientKey,
      };
      const said = await once(transaction, { ...key, input }, async () => {
        const at = this.clock.now();
        const id = newId(at);
        const about = { organisationId, id, runId, staffId, stepId };
        await this.runs.comment(transaction, { ...about, byStaffId: staff.staffId, text: text.value, at });
        return ok({ commentId: id });
      });
      return said.ok ? ok(run) : said;
    });
  }
}
