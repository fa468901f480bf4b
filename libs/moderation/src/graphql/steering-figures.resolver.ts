import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationView } from '@kring/organisations/graphql';
import {
  Access,
  type AccessRule,
  type AccountActor,
  type Actor,
  anyStaff,
  CurrentActor,
  CurrentLanguage,
  type KringContext,
  type Language,
  leadOfNamed,
  moderatorOfParent,
  present,
  type ProblemView,
  resultUnion,
  UnitOfWork,
} from '@kring/platform';
import type { FiguresSpan } from '../domain/steering-figures';
import { ChangeRecheck } from '../use-cases/change-recheck';
import { ReadSteeringFigures } from '../use-cases/read-steering-figures';
import { SetRechecks } from '../use-cases/set-rechecks';
import { ChangeRecheckInputView, FiguresSpanEnum, RecheckView, SteeringFiguresView } from './steering-figures-view';

/** For queries: others get the same null as for what is not there. */
const leadReads: AccessRule = { ...leadOfNamed('organisationId'), refusal: null };
const ChangeRecheckResult = resultUnion('ChangeRecheckResult', () => RecheckView, 'Recheck');

@Resolver(() => OrganisationView)
export class SteeringFiguresResolver {
  constructor(
    @Inject(ReadSteeringFigures) private readonly read: ReadSteeringFigures,
    @Inject(ChangeRecheck) private readonly change: ChangeRecheck,
    @Inject(SetRechecks) private readonly rechecks: SetRechecks,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @Query(() => SteeringFiguresView, {
    nullable: true,
    description: 'Organisers and supervisors; null for others. Of one group, or of all when none is named.',
  })
  @Access(leadReads)
  steeringFigures(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Args('groupId', { type: () => ID, nullable: true }) groupId: string | null | undefined,
    @Args('span', { type: () => FiguresSpanEnum }) span: FiguresSpan,
    @CurrentActor() actor: Actor,
  ): Promise<SteeringFiguresView | null> {
    return this.read.run(actor, organisationId, span, groupId ?? null);
  }

  @ResolveField(() => RecheckView, {
    nullable: true,
    description: 'Moderators and supervisors only; null for others.',
  })
  @Access(moderatorOfParent)
  recheck(@Parent() organisation: OrganisationView, @Context() context: KringContext): Promise<RecheckView> {
    return this.work.read(context, (transaction) => this.rechecks.choice(transaction, organisation.id));
  }

  @Mutation(() => ChangeRecheckResult, { description: 'Supervisors.' })
  @Access(anyStaff)
  async changeRecheck(
    @Args('input') { organisationId, looks, minutes }: ChangeRecheckInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<RecheckView | ProblemView> {
    return present(await this.change.run(actor, organisationId, { looks, minutes }), language, (choice) => choice);
  }
}
