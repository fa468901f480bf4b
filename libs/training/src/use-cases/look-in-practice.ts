import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, invalid, ok, type Problem, type Result } from '@kring/kernel';
import type { AccountActor } from '@kring/platform';
import { play } from '../domain/play';
import type { Looked } from '../domain/step';
import type { RunRecord } from '../storage/practice-runs';
import { type RunNow, TakeStep } from './take-step';

export interface LookInput {
  readonly clientKey: string;
  readonly runId: Id;
  readonly what: Looked['what'];
  /** Of `POSTS`. */
  readonly posts: readonly string[];
  /** Of `MEMBER`. */
  readonly member: string | null;
}

/** The trainee looks at something: posts that came in, the climate, or what is known of somebody. Also while it is stopped. */
@Injectable()
export class LookInPractice {
  constructor(@Inject(TakeStep) private readonly take: TakeStep) {}

  async run(actor: AccountActor, input: LookInput): Promise<Result<RunRecord, Problem>> {
    const { clientKey, runId } = input;
    return this.take.run(actor, {
      ...{ clientKey, runId, input, whileRunning: false },
      decide: (at) => {
        const looked = readLook(input, at);
        return looked.ok ? ok({ do: 'LOOK', ...looked.value }) : looked;
      },
    });
  }
}

function readLook({ what, posts, member }: LookInput, { run, steps, now }: RunNow): Result<Looked, Problem> {
  if (what === 'CLIMATE') return ok({ what });
  if (what === 'MEMBER') {
    const known = run.script.members.find(({ key }) => key === member);
    return known ? ok({ what, member: known.key }) : fail(invalid('member', 'unknown'));
  }
  const there = play(run.script, run.language, steps, now).posts;
  const chosen = [...new Set(posts)];
  if (chosen.length === 0) return fail(invalid('posts', 'empty'));
  if (!chosen.every((key) => there.some((post) => post.key === key))) return fail(invalid('posts', 'not_in_thread'));
  return ok({ what, posts: chosen });
}
