import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { MembershipView } from '@kring/groups/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import type { KringContext } from '@kring/platform';
import { AsideLoaders } from './aside-loaders';
import { AsideAlarmView, AsidePromiseView, AsideRequestView } from './aside-view';

@Resolver(() => AsideRequestView)
export class AsideRequestResolver {
  constructor(@Inject(AsideLoaders) private readonly loaders: AsideLoaders) {}

  @ResolveField(() => String)
  groupName(@Parent() { record }: AsideRequestView, @Context() context: KringContext): Promise<string> {
    return this.loaders.groupName(context, record.groupId);
  }

  @ResolveField(() => MembershipView, { nullable: true })
  member(@Parent() { record }: AsideRequestView, @Context() context: KringContext): Promise<MembershipView | null> {
    return this.loaders.member(context, record.membershipId);
  }

  @ResolveField(() => StaffMemberView)
  askedBy(@Parent() { record }: AsideRequestView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, record.askedBy);
  }
}

@Resolver(() => AsideAlarmView)
export class AsideAlarmResolver {
  constructor(@Inject(AsideLoaders) private readonly loaders: AsideLoaders) {}

  @ResolveField(() => String)
  groupName(@Parent() { record }: AsideAlarmView, @Context() context: KringContext): Promise<string> {
    return this.loaders.groupName(context, record.groupId);
  }

  @ResolveField(() => MembershipView, { nullable: true })
  member(@Parent() { record }: AsideAlarmView, @Context() context: KringContext): Promise<MembershipView | null> {
    return this.loaders.member(context, record.membershipId);
  }

  @ResolveField(() => StaffMemberView, { description: 'Who talks with them.' })
  staff(@Parent() { record }: AsideAlarmView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, record.staffId);
  }
}

@Resolver(() => AsidePromiseView)
export class AsidePromiseResolver {
  constructor(@Inject(AsideLoaders) private readonly loaders: AsideLoaders) {}

  @ResolveField(() => String)
  groupName(@Parent() { record }: AsidePromiseView, @Context() context: KringContext): Promise<string> {
    return this.loaders.groupName(context, record.groupId);
  }

  @ResolveField(() => MembershipView, { nullable: true })
  member(@Parent() { record }: AsidePromiseView, @Context() context: KringContext): Promise<MembershipView | null> {
    return this.loaders.member(context, record.membershipId);
  }

  @ResolveField(() => StaffMemberView, { description: 'Who promised it.' })
  staff(@Parent() { record }: AsidePromiseView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, record.staffId);
  }
}
