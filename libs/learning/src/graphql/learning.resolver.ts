import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Id, Problem, Result } from '@kring/kernel';
import { OrganisationView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  anyStaff,
  CurrentActor,
  type KringContext,
  present,
  type ProblemView,
  resultUnion,
  supervisorOfParent,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { LearningStore } from '../storage/learning-store';
import { ChangeLearning } from '../use-cases/change-learning';
import { DiscardModels } from '../use-cases/discard-models';
import { ChangeLearningInputView, DiscardModelsInputView, LearningView, viewLearning } from './learning-view';

const ChangeLearningResult = resultUnion('ChangeLearningResult', () => LearningView, 'Learning');
const DiscardModelsResult = resultUnion('DiscardModelsResult', () => LearningView, 'Learning');

@Resolver(() => OrganisationView)
export class LearningResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(LearningStore) private readonly store: LearningStore,
    @Inject(ChangeLearning) private readonly change: ChangeLearning,
    @Inject(DiscardModels) private readonly discard: DiscardModels,
  ) {}

  @ResolveField(() => LearningView, { nullable: true, description: 'Supervisors only; null for others.' })
  @Access(supervisorOfParent)
  learning(@Parent() organisation: OrganisationView, @Context() context: KringContext): Promise<LearningView> {
    return this.work.read(context, (transaction) => this.view(transaction, organisation.id, context));
  }

  @Mutation(() => ChangeLearningResult, { description: 'Supervisors. Switching learning off throws the models away.' })
  @Access(anyStaff)
  async changeLearning(
    @Args('input') { organisationId, learns, auditPerMille }: ChangeLearningInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<LearningView | ProblemView> {
    return this.shown(actor, context, await this.change.run(actor, organisationId, { learns, auditPerMille }));
  }

  @Mutation(() => DiscardModelsResult, { description: 'Supervisors. The next night learns anew.' })
  @Access(anyStaff)
  async discardModels(
    @Args('input') { organisationId }: DiscardModelsInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<LearningView | ProblemView> {
    return this.shown(actor, context, await this.discard.run(actor, organisationId));
  }

  private async shown(
    actor: AccountActor,
    context: KringContext,
    done: Result<Id, Problem>,
  ): Promise<LearningView | ProblemView> {
    if (!done.ok) return present(done, context.language, () => null as never);
    const view = await this.work.as(actor, (transaction) => this.view(transaction, done.value, context));
    return present(done, context.language, () => view);
  }

  private async view(transaction: Transaction, organisationId: Id, { language }: KringContext): Promise<LearningView> {
    return viewLearning(
      await this.store.choices(transaction, organisationId),
      await this.store.figures(transaction, organisationId),
      await this.store.draws(transaction, organisationId),
      language,
    );
  }
}
