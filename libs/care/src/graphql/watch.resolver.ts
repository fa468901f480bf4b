import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { Clock, Id } from '@kring/kernel';
import { GroupLoaders, MembershipView, viewMembership } from '@kring/groups/graphql';
import { StaffReader } from '@kring/organisations';
import { OrganisationLoaders, StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  CLOCK,
  CurrentActor,
  gathered,
  type KringContext,
  LiveUpdates,
  loader,
  moderatorFollows,
  moderatorOf,
  moderatorOfNamed,
  present,
  type ProblemView,
  resultUnion,
  UnitOfWork,
} from '@kring/platform';
import { watchChanged } from '../events';
import { type WatchNoteRecord, Watches } from '../storage/watches';
import { ChangeWatch, EndWatch } from '../use-cases/change-watch';
import { WatchOver } from '../use-cases/watch-over';
import {
  ChangeWatchInputView,
  EndWatchInputView,
  viewNote,
  viewWatch,
  WatchDeskView,
  WatchNoteView,
  WatchOverInputView,
  WatchView,
} from './watch-view';

const WatchOverResult = resultUnion('WatchOverResult', () => WatchView, 'Watch');
const ChangeWatchResult = resultUnion('ChangeWatchResult', () => WatchView, 'Watch');
const EndWatchResult = resultUnion('EndWatchResult', () => WatchView, 'Watch');

@Resolver(() => WatchView)
export class WatchResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(GroupLoaders) private readonly groups: GroupLoaders,
    @Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders,
    @Inject(WatchOver) private readonly watchOverCase: WatchOver,
    @Inject(ChangeWatch) private readonly change: ChangeWatch,
    @Inject(EndWatch) private readonly end: EndWatch,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => WatchDeskView, { nullable: true, description: 'Moderators and supervisors of the organisation.' })
  @Access(moderatorOfNamed('organisationId'))
  watchDesk(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): Promise<WatchDeskView | null> {
    return this.desk(context, organisationId);
  }

  @Mutation(() => WatchOverResult)
  @Access(aModerator)
  async watchOver(
    @Args('input') input: WatchOverInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<WatchView | ProblemView> {
    const made = await this.watchOverCase.run(actor, {
      ...{ clientKey: input.clientKey, reason: input.reason, nextContactAt: input.nextContactAt },
      ...{ membershipId: input.membershipId ?? null, postId: input.postId ?? null, ownerId: input.ownerId ?? null },
    });
    return present(made, language, (watch) => viewWatch(watch, this.clock.now()));
  }

  @Mutation(() => ChangeWatchResult, { description: 'Takes it up, notes a contact, sets the next, or hands it on.' })
  @Access(aModerator)
  async changeWatch(
    @Args('input') { watchId, version, ownerId, nextContactAt, note }: ChangeWatchInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<WatchView | ProblemView> {
    const to = { ownerId: ownerId ?? null, nextContactAt: nextContactAt ?? null, note: note ?? null };
    const changed = await this.change.run(actor, { watchId, version, ...to });
    return present(changed, language, (watch) => viewWatch(watch, this.clock.now()));
  }

  @Mutation(() => EndWatchResult)
  @Access(aModerator)
  async endWatch(
    @Args('input') input: EndWatchInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<WatchView | ProblemView> {
    return present(await this.end.run(actor, input), language, (watch) => viewWatch(watch, this.clock.now()));
  }

  @Subscription(() => WatchDeskView, { description: 'Everybody who is watched over, again, when something changed.' })
  @Access(moderatorFollows)
  watchDeskChanged(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): AsyncIterableIterator<{ watchDeskChanged: WatchDeskView }> {
    return this.live.follow(
      (event) => event.type === watchChanged.name && event.organisationId === organisationId,
      async () => {
        context.loaders.clear();
        const desk = await this.desk(context, organisationId);
        return desk && { watchDeskChanged: desk };
      },
      { urgent: true },
    );
  }

  @ResolveField(() => String)
  async groupName(@Parent() { record }: WatchView, @Context() context: KringContext): Promise<string> {
    return (await this.groups.group(context, record.groupId))?.name ?? '';
  }

  @ResolveField(() => MembershipView, { nullable: true })
  async member(@Parent() { record }: WatchView, @Context() context: KringContext): Promise<MembershipView | null> {
    const membership = await this.groups.membership(context, record.membershipId);
    return membership && viewMembership(membership);
  }

  @ResolveField(() => StaffMemberView, { nullable: true, description: 'Who watches; null while it is proposed.' })
  async owner(@Parent() { record }: WatchView, @Context() context: KringContext): Promise<StaffMemberView | null> {
    const staff = record.ownerId && (await this.organisations.staff(context, record.ownerId));
    return staff ? viewStaff(staff) : null;
  }

  @ResolveField(() => [WatchNoteView], { description: 'Newest first; those that expired are gone.' })
  async notes(@Parent() { record }: WatchView, @Context() context: KringContext): Promise<WatchNoteView[]> {
    const found = await loader<WatchNoteRecord[]>(context, 'watch notes', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.watches.notes(transaction, ids), (row) => row.watchId),
      ),
    ).load(record.id);
    return (found ?? []).map(viewNote);
  }

  private async desk(context: KringContext, organisationId: Id): Promise<WatchDeskView | null> {
    if (!moderatorOf(context.actor, organisationId)) return null;
    const [watches, serving] = await this.work.read(context, (transaction) =>
      Promise.all([
        this.watches.open(transaction, organisationId),
        this.staffReader.serving(transaction, [organisationId]),
      ]),
    );
    const now = this.clock.now();
    return {
      watches: watches.map((record) => viewWatch(record, now)),
      team: serving.filter((one) => one.role !== 'ORGANISER').map(viewStaff),
    };
  }
}

@Resolver(() => WatchNoteView)
export class WatchNoteResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => StaffMemberView, { nullable: true })
  async by(@Parent() { record }: WatchNoteView, @Context() context: KringContext): Promise<StaffMemberView | null> {
    const staff = await this.organisations.staff(context, record.staffId);
    return staff && viewStaff(staff);
  }
}
