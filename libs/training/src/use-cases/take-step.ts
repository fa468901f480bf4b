import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, newId, once, UnitOfWork } from '@kring/platform';
import { type RunClock, setPace, storyTime } from '../domain/clock';
import type { Deed, Step } from '../domain/step';
import { PracticeRuns, type RunRecord } from '../storage/practice-runs';

/** Far more than anybody takes; playing a run stays quick. */
const mostSteps = 1000;

/** A run as a step meets it: what was done in it before, and how far its story is. */
export interface RunNow {
  readonly run: RunRecord;
  readonly steps: readonly Step[];
  /** Milliseconds of the story. */
  readonly now: number;
}

export interface StepAsk {
  readonly clientKey: string;
  readonly runId: Id;
  /** `input` tells one asking from another with the same key. */
  readonly input: unknown;
  /** Whether it needs the story to run. */
  readonly whileRunning: boolean;
  readonly decide: (at: RunNow) => Result<Deed, Problem>;
}

/** One step of a trainee in a run of theirs: under its lock, at its time in the story, once for a client key. */
@Injectable()
export class TakeStep {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PracticeRuns) private readonly runs: PracticeRuns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, ask: StepAsk): Promise<Result<RunRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<RunRecord, Problem>> => {
      const run = await this.runs.lock(transaction, ask.runId);
      if (!run) return fail({ ...notFound, field: 'runId' });
      const key = { organisationId: run.organisationId, who: actor.accountId, operation: 'practice-step' };
      const taken = await once(transaction, { ...key, clientKey: ask.clientKey, input: ask.input }, async () => {
        if (run.endedAt) return fail(problem('PRACTICE_OVER'));
        const steps = await this.runs.steps(transaction, run);
        if (steps.length >= mostSteps) return fail(invalid('runId', 'too_many', { most: mostSteps }));
        const at = this.clock.now();
        const now = storyTime(run, run.minutes, at);
        const deed = ask.decide({ run, steps, now });
        if (!deed.ok) return deed;
        if (ask.whileRunning && !run.since) return fail(problem('PRACTICE_STOPPED'));
        const step: Step = { id: newId(at), at: now, deed: deed.value };
        await this.runs.addStep(transaction, run, step, steps.length + 1, at);
        const clock = clockAfter(run, step.deed, at);
        if (clock) await this.runs.setClock(transaction, run, clock, step.deed.do === 'RESOLVE' ? at : null);
        return ok({ stepId: step.id });
      });
      if (!taken.ok) return taken;
      const after = await this.runs.run(transaction, run.id);
      return after ? ok(after) : fail(notFound);
    });
  }
}

/** What a step makes of the time of its run; null: nothing. */
function clockAfter(run: RunRecord, deed: Deed, at: Date): RunClock | null {
  if (deed.do === 'PACE') return setPace(run, run.minutes, at, deed);
  if (deed.do === 'RESOLVE') return setPace(run, run.minutes, at, { running: false, speed: run.speed });
  return null;
}
