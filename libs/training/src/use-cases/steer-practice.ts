import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, invalid, ok, type Problem, type Result } from '@kring/kernel';
import { Helplines } from '@kring/guidance';
import type { AccountActor } from '@kring/platform';
import { play } from '../domain/play';
import { readSteering, type SteeringAsk } from '../domain/read-steering';
import type { RunRecord } from '../storage/practice-runs';
import { TakeStep } from './take-step';

export interface SteerPracticeInput extends SteeringAsk {
  readonly clientKey: string;
  readonly runId: Id;
}

/** The trainee steers: one of the steps of the desk, with a reason. */
@Injectable()
export class SteerPractice {
  constructor(
    @Inject(TakeStep) private readonly take: TakeStep,
    @Inject(Helplines) private readonly helplines: Helplines,
  ) {}

  async run(actor: AccountActor, input: SteerPracticeInput): Promise<Result<RunRecord, Problem>> {
    const { clientKey, runId, ...ask } = input;
    if (ask.kind === 'OFFER_REFERRAL' && !this.helplines.bySlug(ask.helpline))
      return fail(invalid('helpline', 'unknown'));
    return this.take.run(actor, {
      ...{ clientKey, runId, input, whileRunning: true },
      decide: ({ run, steps, now }) => {
        const steering = readSteering(ask, play(run.script, run.language, steps, now), now);
        return steering.ok ? ok({ do: 'STEER', ...steering.value }) : steering;
      },
    });
  }
}
