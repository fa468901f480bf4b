import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { MemberHistoryView } from '@kring/moderation/graphql';
import { type KringContext, UnitOfWork } from '@kring/platform';
import { Watches } from '../storage/watches';
import { WatchFiguresView } from './watch-view';

/** Adds to a member's history whether the team watches over them; row-level security answers moderators only. */
@Resolver(() => MemberHistoryView)
export class MemberHistoryResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Watches) private readonly watches: Watches,
  ) {}

  @ResolveField(() => WatchFiguresView)
  watching(@Parent() { record }: MemberHistoryView, @Context() context: KringContext): Promise<WatchFiguresView> {
    const { organisationId, id } = record.membership;
    return this.work.read(context, (transaction) => this.watches.ofMember(transaction, organisationId, id));
  }
}
