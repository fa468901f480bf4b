import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { Id, Problem, Result } from '@kring/kernel';
import {
  Access,
  type AccountActor,
  aModerator,
  CurrentActor,
  type KringContext,
  LiveUpdates,
  moderatorFollows,
  moderatorOf,
  moderatorOfNamed,
  present,
  type ProblemView,
  resultUnion,
  UnitOfWork,
} from '@kring/platform';
import { mentionsChanged } from '../events';
import { Mentions } from '../storage/mentions';
import { MendNote } from '../use-cases/mend-note';
import { ReadMention } from '../use-cases/read-mention';
import { ReadReviewItems } from '../use-cases/read-review-items';
import { HandOverLoaders } from './hand-over-loaders';
import {
  ItemNoteView,
  MendNoteInputView,
  MentionView,
  ReadMentionInputView,
  TakeNoteBackInputView,
  viewItemNote,
} from './hand-over-view';
import { ModerationLoaders } from './moderation-loaders';
import { ReviewItemView, viewReviewItem } from './review-item-view';

const MendNoteResult = resultUnion('MendNoteResult', () => ReviewItemView, 'ReviewItem');
const TakeNoteBackResult = resultUnion('TakeNoteBackResult', () => ReviewItemView, 'ReviewItem');
const ReadMentionResult = resultUnion('ReadMentionResult', () => ReviewItemView, 'ReviewItem');

/** What the team says to each other on an item. */
@Resolver(() => MentionView)
export class MentionResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Mentions) private readonly all: Mentions,
    @Inject(MendNote) private readonly mend: MendNote,
    @Inject(ReadMention) private readonly readIt: ReadMention,
    @Inject(ReadReviewItems) private readonly read: ReadReviewItems,
    @Inject(HandOverLoaders) private readonly notes: HandOverLoaders,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
  ) {}

  @Query(() => [MentionView], { nullable: true, description: 'What the reader is asked and did not read yet.' })
  @Access(moderatorOfNamed('organisationId'))
  mentions(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): Promise<MentionView[] | null> {
    return this.mine(context, organisationId);
  }

  @Mutation(() => MendNoteResult, { description: 'Within ten minutes, and only by who wrote it.' })
  @Access(aModerator)
  async mendNote(
    @Args('input') { noteId, text }: MendNoteInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.mend.mend(actor, noteId, text), context);
  }

  @Mutation(() => TakeNoteBackResult, { description: 'Within ten minutes, and only by who wrote it.' })
  @Access(aModerator)
  async takeNoteBack(
    @Args('input') { noteId }: TakeNoteBackInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.mend.takeBack(actor, noteId), context);
  }

  @Mutation(() => ReadMentionResult)
  @Access(aModerator)
  async readMention(
    @Args('input') { noteId }: ReadMentionInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.readIt.run(actor, noteId), context);
  }

  @Subscription(() => [MentionView], { description: 'The same, again, when the reader is asked something new.' })
  @Access(moderatorFollows)
  mentionsChanged(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): AsyncIterableIterator<{ mentionsChanged: MentionView[] }> {
    return this.live.follow(
      (event) =>
        event.type === mentionsChanged.name &&
        event.organisationId === organisationId &&
        event.payload['staffId'] === moderatorOf(context.actor, organisationId)?.staffId,
      async () => {
        context.loaders.clear();
        const mine = await this.mine(context, organisationId);
        return mine && { mentionsChanged: mine };
      },
      { urgent: true },
    );
  }

  @ResolveField(() => ItemNoteView, { nullable: true, description: 'Null when it was taken back meanwhile.' })
  async note(@Parent() { record }: MentionView, @Context() context: KringContext): Promise<ItemNoteView | null> {
    const note = await this.notes.note(context, record.noteId);
    return note && viewItemNote(note, context.actor, this.loaders.now());
  }

  @ResolveField(() => ReviewItemView)
  async item(@Parent() { record }: MentionView, @Context() context: KringContext): Promise<ReviewItemView> {
    const item = await this.notes.item(context, record.reviewItemId);
    if (!item) throw new Error('an item that somebody is asked about is there');
    return viewReviewItem(item, this.loaders.now());
  }

  private async mine(context: KringContext, organisationId: Id): Promise<MentionView[] | null> {
    const staff = moderatorOf(context.actor, organisationId);
    if (!staff) return null;
    const found = await this.work.read(context, (transaction) =>
      this.all.unread(transaction, organisationId, staff.staffId),
    );
    return found.map((record) => ({ record, at: record.at }));
  }

  private async answer(result: Result<Id, Problem>, context: KringContext): Promise<ReviewItemView | ProblemView> {
    const record = result.ok ? await this.read.item(context.actor, result.value) : null;
    return present(result, context.language, () => {
      if (!record) throw new Error('an item that was just changed is there');
      return viewReviewItem(record, this.loaders.now());
    });
  }
}
