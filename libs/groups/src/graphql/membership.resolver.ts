import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Clock } from '@kring/kernel';
import { ViewerView } from '@kring/identity/graphql';
import { OrganisationView } from '@kring/organisations/graphql';
import { CLOCK, type KringContext } from '@kring/platform';
import { postsWait } from '../domain/member-measures';
import { ReadFarewells } from '../use-cases/read-farewells';
import { GroupLoaders } from './group-loaders';
import {
  FarewellView,
  GroupView,
  MembershipHoldView,
  MembershipPauseView,
  MembershipView,
  viewGroup,
  viewMembership,
} from './group-view';

@Resolver(() => MembershipView)
export class MembershipResolver {
  constructor(
    @Inject(GroupLoaders) private readonly loaders: GroupLoaders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Row-level security answers the member and moderators only. */
  @ResolveField(() => MembershipPauseView, {
    nullable: true,
    description: 'The member and moderators only: until when, and the way back.',
  })
  async pause(
    @Parent() membership: MembershipView,
    @Context() context: KringContext,
  ): Promise<MembershipPauseView | null> {
    const { pausedUntil, returnPlan } = await this.loaders.measures(context, membership.id);
    return membership.state === 'PAUSED' && pausedUntil ? { until: pausedUntil, returnPlan: returnPlan ?? '' } : null;
  }

  @ResolveField(() => MembershipHoldView, { nullable: true, description: 'The member and moderators only.' })
  async hold(
    @Parent() membership: MembershipView,
    @Context() context: KringContext,
  ): Promise<MembershipHoldView | null> {
    const measures = await this.loaders.measures(context, membership.id);
    const { holdsPostsUntil: until, holdMessage: message } = measures;
    return postsWait(measures, this.clock.now()) ? { until, message: message ?? '' } : null;
  }

  @ResolveField(() => GroupView)
  async group(@Parent() membership: MembershipView, @Context() context: KringContext): Promise<GroupView | null> {
    const record = await this.loaders.group(context, membership.record.groupId);
    return record && viewGroup(record);
  }
}

@Resolver(() => ViewerView)
export class ViewerMembershipsResolver {
  constructor(
    @Inject(GroupLoaders) private readonly loaders: GroupLoaders,
    @Inject(ReadFarewells) private readonly farewellsOf: ReadFarewells,
  ) {}

  @ResolveField(() => [FarewellView], {
    description: 'What I am told about memberships of mine that ended by a decision.',
  })
  farewells(@Parent() viewer: ViewerView, @Context() context: KringContext): Promise<FarewellView[]> {
    return this.farewellsOf.run(context, viewer.actor.accountId);
  }

  @ResolveField(() => [MembershipView])
  async memberships(@Parent() viewer: ViewerView, @Context() context: KringContext): Promise<MembershipView[]> {
    const records = await Promise.all(
      viewer.actor.groups.map((right) => this.loaders.membership(context, right.membershipId)),
    );
    return records.filter((record) => record !== null).map(viewMembership);
  }
}

@Resolver(() => OrganisationView)
export class OrganisationGroupsResolver {
  constructor(@Inject(GroupLoaders) private readonly loaders: GroupLoaders) {}

  @ResolveField(() => [GroupView])
  async groups(@Parent() organisation: OrganisationView, @Context() context: KringContext): Promise<GroupView[]> {
    return (await this.loaders.ofOrganisation(context, organisation.id)).map(viewGroup);
  }
}
