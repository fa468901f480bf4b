import { Inject } from '@nestjs/common';
import { Context, Field, ID, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Helplines } from '@kring/guidance';
import { HelplineView, viewHelpline } from '@kring/guidance/graphql';
import type { Clock } from '@kring/kernel';
import { CLOCK, gathered, type KringContext, loader, UnitOfWork } from '@kring/platform';
import { ThreadView } from '@kring/stories/graphql';
import { type ReferralOfferRecord, ReferralOffers } from '../storage/referral-offers';

@ObjectType('ReferralOffer', { description: 'A helpline that a moderator points to.' })
export class ReferralOfferView {
  @Field(() => ID)
  id!: string;
  @Field(() => HelplineView)
  helpline!: HelplineView;
  @Field()
  message!: string;
  @Field({ description: 'For one member, and seen by nobody else in the group.' })
  isPrivate!: boolean;
}

@Resolver(() => ThreadView)
export class ThreadReferralsResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReferralOffers) private readonly offers: ReferralOffers,
    @Inject(Helplines) private readonly helplines: Helplines,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ResolveField(() => [ReferralOfferView], { description: 'What is offered to all here, and to me alone.' })
  async referrals(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<ReferralOfferView[]> {
    const found = await loader<ReferralOfferRecord[]>(context, 'referral offers', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.offers.ofThreads(transaction, ids, this.clock.now()), (row) => row.threadId),
      ),
    ).load(thread.id);
    // A line that the directory does not know any more is not offered.
    return (found ?? []).flatMap(({ id, helpline, message, membershipId }) => {
      const line = this.helplines.bySlug(helpline);
      return line ? [{ id, helpline: viewHelpline(line), message, isPrivate: membershipId !== null }] : [];
    });
  }
}
