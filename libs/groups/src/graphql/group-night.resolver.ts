import { Inject } from '@nestjs/common';
import { Args, GraphQLISODateTime, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Clock, endOfDailyHours, isWithinDailyHours } from '@kring/kernel';
import {
  Access,
  type AccountActor,
  anyStaff,
  CLOCK,
  CurrentActor,
  CurrentLanguage,
  type Language,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import { ChangeGroupNight } from '../use-cases/change-group-night';
import { ChangeGroupNightInputView } from './group-inputs';
import { GroupView, viewGroup } from './group-view';
import { QuietHoursView, viewQuietHours } from './quiet-hours-view';

const ChangeGroupNightResult = resultUnion('ChangeGroupNightResult', () => GroupView, 'Group');

/** When a whole group rests. */
@Resolver(() => GroupView)
export class GroupNightResolver {
  constructor(
    @Inject(ChangeGroupNight) private readonly changeNight: ChangeGroupNight,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ResolveField(() => QuietHoursView, {
    nullable: true,
    description: 'Between which times nobody but moderators writes in this group, each day. Null: there are none.',
  })
  night(@Parent() { record }: GroupView): QuietHoursView | null {
    return viewQuietHours(record.night);
  }

  @ResolveField(() => GraphQLISODateTime, {
    nullable: true,
    description: 'In the night of the group, when it is over; null at other times.',
  })
  restsUntil(@Parent() { record: { night } }: GroupView): Date | null {
    const now = this.clock.now();
    return night && isWithinDailyHours(night, now) ? endOfDailyHours(night, now) : null;
  }

  @Mutation(() => ChangeGroupNightResult, { description: 'Organisers and supervisors. Counts at once.' })
  @Access(anyStaff)
  async changeGroupNight(
    @Args('input') input: ChangeGroupNightInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<GroupView | ProblemView> {
    return present(await this.changeNight.run(actor, input.groupId, input.night ?? null), language, viewGroup);
  }
}
