import { Inject, Injectable } from '@nestjs/common';
import type { Problem, Result } from '@kring/kernel';
import { type AccountActor, type KringContext, presentProblem, type ProblemView, resultUnion } from '@kring/platform';
import type { InterventionInput } from '../domain/read-ask';
import { Intervene, type Steered } from '../use-cases/intervene';
import { InterventionDoneView, viewIntervention } from './intervention-view';
import { ModerationLoaders } from './moderation-loaders';

export const InterventionResult = resultUnion('InterventionResult', () => InterventionDoneView, 'InterventionDone');
export type Answer = Promise<InterventionDoneView | ProblemView>;

/** What every intervention says of itself; the rest is its own. */
export type Own = Omit<InterventionInput, 'clientKey' | 'threadId' | 'postId'> &
  Partial<Pick<InterventionInput, 'clientKey' | 'threadId' | 'postId'>>;

/** Every kind of intervention is asked for and answered in the same way. */
@Injectable()
export class SteeringAnswers {
  constructor(
    @Inject(Intervene) private readonly intervene: Intervene,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
  ) {}

  async steer(actor: AccountActor, context: KringContext, own: Own): Answer {
    return this.of(await this.intervene.run(actor, { clientKey: null, threadId: null, postId: null, ...own }), context);
  }

  async of(result: Result<Steered, Problem>, context: KringContext): Answer {
    if (!result.ok) return presentProblem(result.problem, context.language);
    const record = await this.loaders.intervention(context, result.value.interventionId);
    if (!record) throw new Error('an intervention that was just done is there');
    return {
      threadId: result.value.threadId,
      intervention: viewIntervention(record, this.loaders.now(), context.language),
    };
  }
}
