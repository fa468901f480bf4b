import { Inject, Injectable } from '@nestjs/common';
import { type Id, ok, type Problem, readText, type Result } from '@kring/kernel';
import type { AccountActor } from '@kring/platform';
import { reasonLimit } from '../domain/read-steering';
import type { PracticeDecision } from '../domain/step';
import type { RunRecord } from '../storage/practice-runs';
import { TakeStep } from './take-step';

export interface ResolvePracticeInput {
  readonly clientKey: string;
  readonly runId: Id;
  readonly decision: PracticeDecision;
  readonly reasons: string;
}

/** Ends a run as an item ends, with a decision and its reasons. From then on it can be looked back on. */
@Injectable()
export class ResolvePractice {
  constructor(@Inject(TakeStep) private readonly take: TakeStep) {}

  async run(actor: AccountActor, input: ResolvePracticeInput): Promise<Result<RunRecord, Problem>> {
    const { clientKey, runId, decision } = input;
    const reasons = readText(input.reasons, { field: 'reasons', limit: reasonLimit });
    if (!reasons.ok) return reasons;
    const decide = () => ok({ do: 'RESOLVE', decision, reasons: reasons.value } as const);
    return this.take.run(actor, { clientKey, runId, input, whileRunning: false, decide });
  }
}
