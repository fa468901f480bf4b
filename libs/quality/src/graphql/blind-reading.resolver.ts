import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { Clock, Id, Problem, Result } from '@kring/kernel';
import { GroupLoaders } from '@kring/groups/graphql';
import { OrganisationLoaders, StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import {
  Access,
  type AccessRule,
  type AccountActor,
  aModerator,
  aSupervisor,
  CLOCK,
  CurrentActor,
  gathered,
  keyed,
  type KringContext,
  LiveUpdates,
  loader,
  moderatorFollows,
  moderatorOf,
  moderatorOfNamed,
  present,
  type ProblemView,
  resultUnion,
  supervisorOf,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { StoryLoaders, viewAssessment, viewPhoto } from '@kring/stories/graphql';
import { day, isTakenByAnother, wordsKeptDays } from '../domain/blind-reading';
import { blindReadingChanged } from '../events';
import { BlindReadings } from '../storage/blind-readings';
import { ReadPosts } from '../storage/read-posts';
import type { BlindReadingRecord, FirstDecision } from '../storage/records';
import { ReadAgain } from '../use-cases/read-again';
import { TalkAbout } from '../use-cases/talk-about';
import {
  BlindDecisionView,
  BlindFlagView,
  BlindPostView,
  BlindReadingDeskView,
  BlindReadingView,
  GiveBlindReadingInputView,
  LetGoBlindReadingInputView,
  seenOn,
  TakeBlindReadingInputView,
  TalkAboutBlindReadingInputView,
  viewFirst,
  viewSecond,
} from './blind-reading-view';

const moderatorReads: AccessRule = { ...aModerator, refusal: null };
const union = (name: string) => resultUnion(`${name}BlindReadingResult`, () => BlindReadingView, 'BlindReading');
const TakeResult = union('Take');
const LetGoResult = union('LetGo');
const GiveResult = union('Give');
const TalkAboutResult = union('TalkAbout');

@Resolver(() => BlindReadingView)
export class BlindReadingResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(BlindReadings) private readonly readings: BlindReadings,
    @Inject(ReadAgain) private readonly readAgain: ReadAgain,
    @Inject(TalkAbout) private readonly talkAbout: TalkAbout,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => BlindReadingDeskView, {
    nullable: true,
    description: 'Second readings, for moderators and supervisors.',
  })
  @Access(moderatorOfNamed('organisationId'))
  blindReadings(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): Promise<BlindReadingDeskView | null> {
    return this.desk(context, organisationId);
  }

  @Query(() => BlindReadingView, { nullable: true })
  @Access(moderatorReads)
  async blindReading(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: KringContext,
  ): Promise<BlindReadingView | null> {
    const found = await this.work.read(context, (transaction) => this.readings.reading(transaction, id));
    return found && this.view(found, context);
  }

  @Mutation(() => TakeResult, { description: 'One person reads it; who has it already has it an hour longer.' })
  @Access(aModerator)
  async takeBlindReading(
    @Args('input') { readingId }: TakeBlindReadingInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<BlindReadingView | ProblemView> {
    return this.answer(await this.readAgain.take(actor, readingId), context);
  }

  @Mutation(() => LetGoResult)
  @Access(aModerator)
  async letGoBlindReading(
    @Args('input') { readingId }: LetGoBlindReadingInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<BlindReadingView | ProblemView> {
    return this.answer(await this.readAgain.letGo(actor, readingId), context);
  }

  @Mutation(() => GiveResult, { description: 'What I would have decided. Nothing changes for members.' })
  @Access(aModerator)
  async giveBlindReading(
    @Args('input') { readingId, ...given }: GiveBlindReadingInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<BlindReadingView | ProblemView> {
    return this.answer(await this.readAgain.give(actor, { id: readingId, ...given }), context);
  }

  @Mutation(() => TalkAboutResult, { description: 'Supervisors. The two who decided otherwise talked about it.' })
  @Access(aSupervisor)
  async talkAboutBlindReading(
    @Args('input') { readingId }: TalkAboutBlindReadingInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<BlindReadingView | ProblemView> {
    return this.answer(await this.talkAbout.run(actor, readingId), context);
  }

  @Subscription(() => BlindReadingDeskView, { description: 'Second readings, again, when something changed.' })
  @Access(moderatorFollows)
  async blindDeskChanged(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): Promise<AsyncIterableIterator<{ blindDeskChanged: BlindReadingDeskView }>> {
    let sent: ReadonlyMap<string, string> = new Map();
    const news = this.live.follow(
      (event) => event.type === blindReadingChanged.name && event.organisationId === organisationId,
      async ({ payload: { readingId } }) => {
        context.loaders.clear();
        const desk = await this.desk(context, organisationId);
        const seen = seenOn(desk);
        // To hear that something happened would tell whoever decided that their decision was drawn.
        if (!desk || !readingId || seen.get(readingId) === sent.get(readingId)) return null;
        sent = seen;
        return { blindDeskChanged: desk };
      },
    );
    try {
      sent = seenOn(await this.desk(context, organisationId));
    } catch (error) {
      await news.return?.();
      throw error;
    }
    return news;
  }

  private async desk(context: KringContext, organisationId: Id): Promise<BlindReadingDeskView | null> {
    if (!moderatorOf(context.actor, organisationId)) return null;
    const now = this.clock.now();
    const since = new Date(now.getTime() - wordsKeptDays * day);
    const [waiting, given] = await this.work.read(context, (transaction) =>
      Promise.all([
        this.readings.waiting(transaction, organisationId, now),
        this.readings.given(transaction, organisationId, since),
      ]),
    );
    return {
      waiting: waiting.map((record) => this.view(record, context)),
      given: given.map((record) => this.view(record, context)),
    };
  }

  private view(record: BlindReadingRecord, { actor }: KringContext): BlindReadingView {
    const staffId = moderatorOf(actor, record.organisationId)?.staffId ?? '';
    const { id, state, drawnAt, expiresAt, talkedAt } = record;
    const isMine = record.readerId === staffId;
    const isTaken = isTakenByAnother(record, staffId, this.clock.now());
    return { record, id, state, drawnAt, expiresAt, isMine, isTaken, talkedAboutAt: talkedAt };
  }

  private answer(done: Result<BlindReadingRecord, Problem>, context: KringContext): BlindReadingView | ProblemView {
    return present(done, context.language, (record) => this.view(record, context));
  }
}

/** What may be seen of a reading, and when: the thread to who has it, both decisions when the second was given. */
@Resolver(() => BlindReadingView)
export class BlindReadingPartsResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(BlindReadings) private readonly readings: BlindReadings,
    @Inject(ReadPosts) private readonly read: ReadPosts,
    @Inject(GroupLoaders) private readonly groups: GroupLoaders,
    @Inject(StoryLoaders) private readonly stories: StoryLoaders,
  ) {}

  @ResolveField(() => String)
  async groupName(@Parent() { record }: BlindReadingView, @Context() context: KringContext): Promise<string> {
    return (await this.groups.group(context, record.groupId))?.name ?? '';
  }

  @ResolveField(() => String, { description: 'Of the thread; empty when its author took it along.' })
  async title(@Parent() { record }: BlindReadingView, @Context() context: KringContext): Promise<string> {
    return (await this.stories.thread(context, record.threadId))?.title ?? '';
  }

  @ResolveField(() => [BlindPostView], {
    description:
      'The thread as it was when it was first decided on, its last 200 posts at most. Empty for who did not take it.',
  })
  async posts(@Parent() view: BlindReadingView, @Context() context: KringContext): Promise<BlindPostView[]> {
    if (!this.maySee(view, context)) return [];
    const posts = await this.ofReading(context, 'posts read again', view, (transaction, ids) =>
      this.read.posts(transaction, ids),
    );
    return posts.map(({ assessment, photos, isStory, byModerator, nickname, avatar, text, isGone, at }) => ({
      ...{ isStory, byModerator, nickname, avatar, text, isGone, at },
      photos: photos.map((photo) => viewPhoto(photo, true)),
      assessment: assessment && viewAssessment(assessment, context.language),
    }));
  }

  @ResolveField(() => [BlindFlagView], { description: 'What members had flagged by then.' })
  async flags(@Parent() view: BlindReadingView, @Context() context: KringContext): Promise<readonly BlindFlagView[]> {
    if (!this.maySee(view, context)) return [];
    return this.ofReading(context, 'flags read again', view, (transaction, ids) => this.read.flags(transaction, ids));
  }

  @ResolveField(() => BlindDecisionView, { nullable: true, description: 'Null until the second person gave theirs.' })
  async first(@Parent() view: BlindReadingView, @Context() context: KringContext): Promise<BlindDecisionView | null> {
    if (view.state !== 'GIVEN' || !this.maySee(view, context)) return null;
    const found = await loader<FirstDecision>(context, 'first decisions', (ids) =>
      this.work.read(context, async (transaction) =>
        keyed(
          await this.readings.first(
            transaction,
            ids.map((decisionId) => ({ decisionId })),
          ),
          (row) => row.decisionId,
        ),
      ),
    ).load(view.record.decisionId);
    return found && viewFirst(found);
  }

  @ResolveField(() => BlindDecisionView, { nullable: true })
  second(@Parent() view: BlindReadingView, @Context() context: KringContext): BlindDecisionView | null {
    return this.maySee(view, context) ? viewSecond(view.record) : null;
  }

  private async ofReading<Row extends { readonly readingId: Id }>(
    context: KringContext,
    name: string,
    { id }: BlindReadingView,
    read: (transaction: Transaction, ids: readonly Id[]) => Promise<Row[]>,
  ): Promise<readonly Row[]> {
    const found = await loader<Row[]>(context, name, (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await read(transaction, ids), (row) => row.readingId),
      ),
    ).load(id);
    return found ?? [];
  }

  /** Who has it or gave it; a supervisor when it was given. */
  private maySee({ isMine, record }: BlindReadingView, { actor }: KringContext): boolean {
    return isMine || (record.state === 'GIVEN' && supervisorOf(actor, record.organisationId) !== null);
  }
}

@Resolver(() => BlindDecisionView)
export class BlindDecisionResolver {
  constructor(@Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders) {}

  @ResolveField(() => StaffMemberView, { nullable: true })
  async by(
    @Parent() { staffId }: BlindDecisionView,
    @Context() context: KringContext,
  ): Promise<StaffMemberView | null> {
    const staff = await this.organisations.staff(context, staffId);
    return staff && viewStaff(staff);
  }
}
