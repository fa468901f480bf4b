import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Id, Problem, Result } from '@kring/kernel';
import { StaffMemberView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  aSupervisor,
  CurrentActor,
  type KringContext,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import { BreakClaim } from '../use-cases/break-claim';
import { HandReviewItem } from '../use-cases/hand-review-item';
import { NoteReviewItem } from '../use-cases/note-review-item';
import { ReadReviewItems } from '../use-cases/read-review-items';
import { HandOverLoaders } from './hand-over-loaders';
import {
  BreakClaimInputView,
  HandReviewItemInputView,
  ItemNoteView,
  NoteReviewItemInputView,
  viewItemNote,
} from './hand-over-view';
import { ModerationLoaders } from './moderation-loaders';
import { ReviewItemView, viewReviewItem } from './review-item-view';

const HandReviewItemResult = resultUnion('HandReviewItemResult', () => ReviewItemView, 'ReviewItem');
const BreakClaimResult = resultUnion('BreakClaimResult', () => ReviewItemView, 'ReviewItem');
const NoteReviewItemResult = resultUnion('NoteReviewItemResult', () => ReviewItemView, 'ReviewItem');

@Resolver(() => ReviewItemView)
export class PassOnResolver {
  constructor(
    @Inject(HandReviewItem) private readonly hand: HandReviewItem,
    @Inject(BreakClaim) private readonly breakIt: BreakClaim,
    @Inject(NoteReviewItem) private readonly noteIt: NoteReviewItem,
    @Inject(ReadReviewItems) private readonly read: ReadReviewItems,
    @Inject(HandOverLoaders) private readonly notesOf: HandOverLoaders,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
  ) {}

  @Mutation(() => HandReviewItemResult, { description: 'What I have in hand, to a colleague on duty.' })
  @Access(aModerator)
  async handReviewItem(
    @Args('input') input: HandReviewItemInputView,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.hand.run(context.actor, input), context);
  }

  @Mutation(() => BreakClaimResult, { description: 'Supervisors. Frees what a colleague has in hand.' })
  @Access(aSupervisor)
  async breakClaim(
    @Args('input') input: BreakClaimInputView,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.breakIt.run(context.actor, input.id, input.reason), context);
  }

  @Mutation(() => NoteReviewItemResult)
  @Access(aModerator)
  async noteReviewItem(
    @Args('input') input: NoteReviewItemInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    return this.answer(await this.noteIt.run(actor, { ...input, mentions: input.mentions ?? [] }), context);
  }

  @ResolveField(() => [ItemNoteView], { description: 'What was written on it, oldest first.' })
  async notes(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<ItemNoteView[]> {
    return (await this.notesOf.notesOf(context, item.id)).map((note) =>
      viewItemNote(note, context.actor, this.loaders.now()),
    );
  }

  private async answer(result: Result<Id, Problem>, context: KringContext): Promise<ReviewItemView | ProblemView> {
    const record = result.ok ? await this.read.item(context.actor, result.value) : null;
    return present(result, context.language, () => {
      if (!record) throw new Error('an item that was just changed is there');
      return viewReviewItem(record, this.loaders.now());
    });
  }
}

@Resolver(() => ItemNoteView)
export class ItemNoteResolver {
  constructor(
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
    @Inject(HandOverLoaders) private readonly notesOf: HandOverLoaders,
  ) {}

  @ResolveField(() => StaffMemberView)
  by(@Parent() { record }: ItemNoteView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, record.staffId);
  }

  @ResolveField(() => StaffMemberView, { nullable: true, description: 'Who was given the item, or had it.' })
  async to(@Parent() { record }: ItemNoteView, @Context() context: KringContext): Promise<StaffMemberView | null> {
    return record.toStaffId ? this.loaders.staff(context, record.toStaffId) : null;
  }

  @ResolveField(() => [StaffMemberView], { description: 'Colleagues who are asked in it.' })
  async mentions(@Parent() { record }: ItemNoteView, @Context() context: KringContext): Promise<StaffMemberView[]> {
    const asked = await this.notesOf.mentionsIn(context, record.id);
    return Promise.all(asked.map(({ staffId }) => this.loaders.staff(context, staffId)));
  }
}
