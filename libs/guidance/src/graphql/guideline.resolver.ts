import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationLoaders, StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import type { Language } from '@kring/safety';
import {
  Access,
  type AccountActor,
  aSupervisor,
  CurrentActor,
  type KringContext,
  moderatorOf,
  moderatorOfNamed,
  presentProblem,
  type ProblemView,
  resultUnion,
  UnitOfWork,
} from '@kring/platform';
import { type Guideline, standingGuideline } from '../domain/guidelines';
import { guidelineTopics } from '../domain/topics';
import { shippedGuidelines } from '../shipped';
import { Guidelines } from '../storage/guidelines';
import { KeepGuideline } from '../use-cases/keep-guideline';
import { LanguageEnum } from './enums';
import { GuidelineVersionView, GuidelineView, KeepGuidelineInputView, viewGuideline } from './guideline-view';

const KeepGuidelineResult = resultUnion('KeepGuidelineResult', () => GuidelineView, 'Guideline');

@Resolver(() => GuidelineView)
export class GuidelineResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Guidelines) private readonly wordings: Guidelines,
    @Inject(KeepGuideline) private readonly keep: KeepGuideline,
  ) {}

  @Query(() => [GuidelineView], {
    nullable: true,
    description:
      'One for each topic, the gravest first. Moderators and supervisors of the organisation; null for others.',
  })
  @Access(moderatorOfNamed('organisationId'))
  async guidelines(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Args('language', { type: () => LanguageEnum }) language: Language,
    @Context() context: KringContext,
  ): Promise<GuidelineView[] | null> {
    if (!moderatorOf(context.actor, organisationId)) return null;
    const versions = await this.work.read(context, (transaction) =>
      this.wordings.versions(transaction, organisationId, language),
    );
    return guidelineTopics
      .map((topic): Guideline => standingGuideline(topic, shippedGuidelines[language][topic], versions))
      .map((guideline) => viewGuideline(language, guideline));
  }

  @Mutation(() => KeepGuidelineResult, { description: 'Supervisors.' })
  @Access(aSupervisor)
  async keepGuideline(
    @Args('input') { words = null, ...input }: KeepGuidelineInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<GuidelineView | ProblemView> {
    const { organisationId, topic, language } = input;
    const kept = await this.keep.run(actor, { ...input, words });
    if (!kept.ok) return presentProblem(kept.problem, context.language);
    const versions = await this.work.as(actor, (transaction) =>
      this.wordings.versions(transaction, organisationId, language),
    );
    return viewGuideline(language, standingGuideline(topic, shippedGuidelines[language][topic], versions));
  }
}

@Resolver(() => GuidelineVersionView)
export class GuidelineVersionResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => StaffMemberView, { nullable: true })
  async by(@Parent() version: GuidelineVersionView, @Context() context: KringContext): Promise<StaffMemberView | null> {
    const staff = await this.organisations.staff(context, version.staffId);
    return staff && viewStaff(staff);
  }
}
