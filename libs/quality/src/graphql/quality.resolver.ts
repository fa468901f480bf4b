import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GroupLoaders, GroupView, viewGroup } from '@kring/groups/graphql';
import {
  Access,
  type AccountActor,
  anyStaff,
  CurrentActor,
  type KringContext,
  present,
  type ProblemView,
  resultUnion,
  supervisorOfNamed,
  UnitOfWork,
} from '@kring/platform';
import { ChooseShare } from '../use-cases/choose-share';
import { ReadQuality } from '../use-cases/read-quality';
import { BlindShareView, ChooseBlindShareInputView } from './blind-reading-view';
import { QualityFiguresView, viewQuality } from './quality-view';

const ChooseBlindShareResult = resultUnion('ChooseBlindShareResult', () => BlindShareView, 'BlindShare');

@Resolver()
export class QualityResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReadQuality) private readonly read: ReadQuality,
    @Inject(ChooseShare) private readonly choose: ChooseShare,
  ) {}

  @Query(() => QualityFiguresView, { nullable: true, description: 'Supervisors only; null for others.' })
  @Access(supervisorOfNamed('organisationId'))
  async quality(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Args('weeks', { type: () => Int, description: '4, 12 or 52.' }) weeks: number,
    @Args('groupId', { type: () => ID, nullable: true }) groupId: string | null | undefined,
    @Context() context: KringContext,
  ): Promise<QualityFiguresView> {
    return viewQuality(
      await this.work.read(context, (transaction) =>
        this.read.run(transaction, organisationId, weeks, groupId ?? null),
      ),
    );
  }

  @Mutation(() => ChooseBlindShareResult, { description: 'Supervisors. How many decisions are read again.' })
  @Access(anyStaff)
  async chooseBlindShare(
    @Args('input') { organisationId, percent }: ChooseBlindShareInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<BlindShareView | ProblemView> {
    return present(await this.choose.run(actor, organisationId, percent), language, (chosen) => ({ percent: chosen }));
  }
}

@Resolver(() => QualityFiguresView)
export class QualityGroupsResolver {
  constructor(@Inject(GroupLoaders) private readonly loaders: GroupLoaders) {}

  @ResolveField(() => [GroupView], { description: 'Groups of which there is enough to look at alone.' })
  async groups(@Parent() { groupIds }: QualityFiguresView, @Context() context: KringContext): Promise<GroupView[]> {
    const found = await Promise.all(groupIds.map((id) => this.loaders.group(context, id)));
    return found.flatMap((group) => (group ? [viewGroup(group)] : []));
  }
}
