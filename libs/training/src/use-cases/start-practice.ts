import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, newId, once, UnitOfWork } from '@kring/platform';
import type { Language } from '@kring/safety';
import { isSpeed } from '../domain/clock';
import { PracticeRuns, type RunRecord } from '../storage/practice-runs';
import { PracticeScripts } from '../storage/practice-scripts';

export interface StartPracticeInput {
  readonly clientKey: string;
  readonly organisationId: Id;
  readonly scriptKey: string;
  /** In which language the members of the story write. */
  readonly language: Language;
  /** How many times as fast as real time it runs. */
  readonly speed: number;
}

/** A moderator or supervisor begins a practice thread, for the first time or anew. */
@Injectable()
export class StartPractice {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PracticeScripts) private readonly scripts: PracticeScripts,
    @Inject(PracticeRuns) private readonly runs: PracticeRuns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: StartPracticeInput): Promise<Result<RunRecord, Problem>> {
    const { organisationId, language, speed, clientKey } = input;
    const script = this.scripts.byKey(input.scriptKey);
    if (!script) return fail(invalid('scriptKey', 'unknown'));
    if (!isSpeed(speed)) return fail(invalid('speed', 'unknown'));
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return fail(problem('NOT_ALLOWED'));
    return this.work.as(actor, async (transaction): Promise<Result<RunRecord, Problem>> => {
      const key = { organisationId, who: actor.accountId, operation: 'start-practice', clientKey, input };
      const made = await once(transaction, key, async () => {
        const now = this.clock.now();
        const id = newId(now);
        await this.runs.begin(transaction, {
          ...{ organisationId, id, staffId: staff.staffId, scriptKey: script.key, script, language },
          ...{ title: script.title, minutes: script.minutes },
          ...{ beganAt: now, speed, ranMs: 0, since: now, endedAt: null },
        });
        return ok({ runId: id });
      });
      if (!made.ok) return made;
      const run = await this.runs.run(transaction, made.value['runId'] ?? '');
      return run ? ok(run) : fail(notFound);
    });
  }
}
