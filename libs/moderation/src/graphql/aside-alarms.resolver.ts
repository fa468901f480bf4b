import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type AsideAlarmRecord, AsideAlarms } from '@kring/asides';
import { AsideAlarmView, viewAlarm } from '@kring/asides/graphql';
import { gathered, type KringContext, loader, UnitOfWork } from '@kring/platform';
import { ReviewItemView } from './review-item-view';

/** Who in a thread needs somebody now by what they wrote apart; row-level security answers moderators only. */
@Resolver(() => ReviewItemView)
export class ReviewItemAlarmsResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AsideAlarms) private readonly alarms: AsideAlarms,
  ) {}

  @ResolveField(() => [AsideAlarmView], { description: 'Alarms out of asides that nobody answered yet.' })
  async asideAlarms(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<AsideAlarmView[]> {
    const found = await loader<AsideAlarmRecord[]>(context, 'aside alarms', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.alarms.ofThreads(transaction, ids), (row) => row.threadId),
      ),
    ).load(item.record.threadId);
    return (found ?? []).map(viewAlarm);
  }
}
