import { Inject } from '@nestjs/common';
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationLoaders, StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import {
  Access,
  type Actor,
  CurrentActor,
  gathered,
  type KringContext,
  loader,
  moderatorOfNamed,
  UnitOfWork,
} from '@kring/platform';
import { type CrisisCallRecord, CrisisCalls } from '../storage/crisis-calls';
import { isOpenCall, ReadCrisisCalls } from '../use-cases/read-crisis-calls';
import { CrisisCallView } from './crisis-call-view';
import { ModerationLoaders } from './moderation-loaders';
import { ReviewItemView, viewReviewItem } from './review-item-view';

@Resolver(() => ReviewItemView)
export class ItemCallsResolver {
  constructor(
    @Inject(ReadCrisisCalls) private readonly read: ReadCrisisCalls,
    @Inject(CrisisCalls) private readonly calls: CrisisCalls,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
  ) {}

  @Query(() => [ReviewItemView], {
    nullable: true,
    description: 'The crises that nobody has in hand and that I am called for.',
  })
  @Access(moderatorOfNamed('organisationId'))
  async calledItems(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ReviewItemView[] | null> {
    const items = await this.read.calledFor(actor, organisationId);
    const now = this.loaders.now();
    return items?.map((item) => viewReviewItem(item, now)) ?? null;
  }

  @ResolveField(() => [CrisisCallView], { name: 'calls', description: 'Who was called because nobody took it.' })
  async itemCalls(@Parent() { record }: ReviewItemView, @Context() context: KringContext): Promise<CrisisCallView[]> {
    const found = await loader<CrisisCallRecord[]>(context, 'crisis calls', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.calls.ofItems(transaction, ids), (row) => row.reviewItemId),
      ),
    ).load(record.id);
    const now = this.loaders.now();
    return (found ?? []).map((call) => ({
      record: call,
      step: call.step,
      at: call.at,
      waitingSince: call.waitingSince,
      isOpen: isOpenCall(call, record, now),
    }));
  }
}

@Resolver(() => CrisisCallView)
export class CrisisCallResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => [StaffMemberView], { description: 'Nobody, when nobody was set for this.' })
  async people(@Parent() { record }: CrisisCallView, @Context() context: KringContext): Promise<StaffMemberView[]> {
    if (record.step === 'SUPERVISORS') {
      const serving = await this.organisations.serving(context, record.organisationId);
      return serving.filter(({ role }) => role === 'SUPERVISOR').map(viewStaff);
    }
    const person = record.staffId && (await this.organisations.staff(context, record.staffId));
    return person ? [viewStaff(person)] : [];
  }
}
