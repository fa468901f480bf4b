import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Clock } from '@kring/kernel';
import { HandOverLineView } from '@kring/moderation/graphql';
import { CLOCK, keyed, type KringContext, loader, UnitOfWork } from '@kring/platform';
import { type WatchRecord, Watches } from '../storage/watches';
import { viewWatch, WatchView } from './watch-view';

/** Adds to a hand-over who is watched over. */
@Resolver(() => HandOverLineView)
export class HandOverLineResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ResolveField(() => WatchView, { nullable: true, description: 'Null when it is over.' })
  async watch(@Parent() { line }: HandOverLineView, @Context() context: KringContext): Promise<WatchView | null> {
    if (line.watchId === null) return null;
    const found = await loader<WatchRecord>(context, 'watches by id', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(await this.watches.openOf(transaction, ids), (row) => row.id),
      ),
    ).load(line.watchId);
    return found && viewWatch(found, this.clock.now());
  }
}
