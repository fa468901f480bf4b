import { Inject } from '@nestjs/common';
import { Args, Context, GraphQLISODateTime, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { isStaffed, nextStaffedMoment } from '@kring/kernel';
import { RotaLoaders } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  anyStaff,
  CurrentActor,
  CurrentLanguage,
  type KringContext,
  type Language,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import { ChangeGroupDuty } from '../use-cases/change-group-duty';
import { ChangeGroupDutyInputView } from './group-inputs';
import { GroupView, viewGroup } from './group-view';

const ChangeGroupDutyResult = resultUnion('ChangeGroupDutyResult', () => GroupView, 'Group');

/** When somebody reads along in a group, and what becomes of posts when nobody does. */
@Resolver(() => GroupView)
export class GroupDutyResolver {
  constructor(
    @Inject(RotaLoaders) private readonly rota: RotaLoaders,
    @Inject(ChangeGroupDuty) private readonly changeDuty: ChangeGroupDuty,
  ) {}

  @ResolveField(() => Boolean, { description: 'Whether a moderator is on duty now, and if not, when one is.' })
  async moderatorOnDuty(@Parent() group: GroupView, @Context() context: KringContext): Promise<boolean> {
    return isStaffed(await this.rota.staffedTime(context, group.organisationId, group.id), this.rota.now());
  }

  @ResolveField(() => GraphQLISODateTime, { nullable: true })
  async nextDutyAt(@Parent() group: GroupView, @Context() context: KringContext): Promise<Date | null> {
    const now = this.rota.now();
    const time = await this.rota.staffedTime(context, group.organisationId, group.id);
    return isStaffed(time, now) ? null : nextStaffedMoment(time, now);
  }

  @Mutation(() => ChangeGroupDutyResult, {
    description: 'Organisers. Counts for what is written from now on.',
  })
  @Access(anyStaff)
  async changeGroupDuty(
    @Args('input') input: ChangeGroupDutyInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<GroupView | ProblemView> {
    return present(await this.changeDuty.run(actor, input.groupId, input.offDuty), language, viewGroup);
  }
}
