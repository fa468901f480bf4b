import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Id, Problem, Result } from '@kring/kernel';
import { OrganisationView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  type Actor,
  aModerator,
  CurrentActor,
  CurrentLanguage,
  type KringContext,
  type Language,
  moderatorOf,
  moderatorOfParent,
  presentProblem,
  type ProblemView,
  resultUnion,
  UnitOfWork,
} from '@kring/platform';
import { SavedViews } from '../storage/saved-views';
import { BeginWithView } from '../use-cases/begin-with-view';
import { KeepView } from '../use-cases/keep-view';
import { RemoveView } from '../use-cases/remove-view';
import { readFilter } from './queue-filter';
import {
  BeginWithViewInputView,
  KeepViewInputView,
  RemoveViewInputView,
  SavedViewsView,
  type SavedViewView,
  viewSavedView,
} from './saved-view';

const KeepViewResult = resultUnion('KeepViewResult', () => SavedViewsView, 'SavedViews');
const RemoveViewResult = resultUnion('RemoveViewResult', () => SavedViewsView, 'SavedViews');
const BeginWithViewResult = resultUnion('BeginWithViewResult', () => SavedViewsView, 'SavedViews');

@Resolver(() => OrganisationView)
export class SavedViewResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SavedViews) private readonly views: SavedViews,
    @Inject(KeepView) private readonly keep: KeepView,
    @Inject(RemoveView) private readonly remove: RemoveView,
    @Inject(BeginWithView) private readonly begin: BeginWithView,
  ) {}

  @ResolveField(() => SavedViewsView, {
    nullable: true,
    description: 'Moderators and supervisors only; null for others. My own views of the queue and those of the team.',
  })
  @Access(moderatorOfParent)
  savedViews(@Parent() organisation: OrganisationView, @Context() context: KringContext): Promise<SavedViewsView> {
    return this.of(context.actor, organisation.id);
  }

  @Mutation(() => KeepViewResult)
  @Access(aModerator)
  async keepView(
    @Args('input') input: KeepViewInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<SavedViewsView | ProblemView> {
    const { filter, viewId = null, version = null, ...rest } = input;
    const kept = await this.keep.run(actor, { ...rest, viewId, version, filter: readFilter(filter) });
    return this.answer(actor, kept.ok ? { ok: true, value: input.organisationId } : kept, language);
  }

  @Mutation(() => RemoveViewResult)
  @Access(aModerator)
  async removeView(
    @Args('input') input: RemoveViewInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<SavedViewsView | ProblemView> {
    return this.answer(actor, await this.remove.run(actor, input.viewId, input.version), language);
  }

  @Mutation(() => BeginWithViewResult, { description: 'Which view my desk begins with.' })
  @Access(aModerator)
  async beginWithView(
    @Args('input') input: BeginWithViewInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<SavedViewsView | ProblemView> {
    return this.answer(actor, await this.begin.run(actor, input.organisationId, input.viewId ?? null), language);
  }

  private async answer(
    actor: AccountActor,
    done: Result<Id, Problem>,
    language: Language,
  ): Promise<SavedViewsView | ProblemView> {
    return done.ok ? this.of(actor, done.value) : presentProblem(done.problem, language);
  }

  private async of(actor: Actor, organisationId: Id): Promise<SavedViewsView> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return { views: [] };
    const views = await this.work.as(actor, async (transaction): Promise<SavedViewView[]> => {
      const first = await this.views.first(transaction, organisationId, staff.staffId);
      const all = await this.views.ofReader(transaction, organisationId, staff.staffId);
      return all.map((view) => viewSavedView(view, staff.staffId, first));
    });
    return { views };
  }
}
