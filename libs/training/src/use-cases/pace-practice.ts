import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, invalid, ok, type Problem, type Result } from '@kring/kernel';
import type { AccountActor } from '@kring/platform';
import { isSpeed } from '../domain/clock';
import type { RunRecord } from '../storage/practice-runs';
import { TakeStep } from './take-step';

export interface PacePracticeInput {
  readonly clientKey: string;
  readonly runId: Id;
  readonly running: boolean;
  readonly speed: number;
}

/** Stops a run, goes on with it, or has its story run at another speed. */
@Injectable()
export class PacePractice {
  constructor(@Inject(TakeStep) private readonly take: TakeStep) {}

  async run(actor: AccountActor, input: PacePracticeInput): Promise<Result<RunRecord, Problem>> {
    const { clientKey, runId, running, speed } = input;
    if (!isSpeed(speed)) return fail(invalid('speed', 'unknown'));
    const decide = () => ok({ do: 'PACE', running, speed } as const);
    return this.take.run(actor, { clientKey, runId, input, whileRunning: false, decide });
  }
}
