import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import type { AccountActor } from '@kring/platform';
import { cannotBeUndone, reasonLimit } from '../domain/read-steering';
import { standingAt } from '../domain/step';
import type { RunRecord } from '../storage/practice-runs';
import { TakeStep } from './take-step';

export interface UndoInPracticeInput {
  readonly clientKey: string;
  readonly runId: Id;
  readonly stepId: Id;
  readonly reason: string;
}

/** Takes back a step that still stands, with a reason. */
@Injectable()
export class UndoInPractice {
  constructor(@Inject(TakeStep) private readonly take: TakeStep) {}

  async run(actor: AccountActor, input: UndoInPracticeInput): Promise<Result<RunRecord, Problem>> {
    const { clientKey, runId } = input;
    const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    return this.take.run(actor, {
      ...{ clientKey, runId, input, whileRunning: true },
      decide: ({ steps, now }) => {
        if (!steps.some(({ id }) => id === input.stepId)) return fail({ ...notFound, field: 'stepId' });
        const step = standingAt(steps, now).find(({ id }) => id === input.stepId);
        if (!step || cannotBeUndone.includes(step.deed.kind)) return fail(problem('STALE'));
        return ok({ do: 'UNDO', step: step.id, reason: reason.value });
      },
    });
  }
}
