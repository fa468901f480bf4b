import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  GraphQLISODateTime,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { AsidePromiseView, viewPromise } from '@kring/asides/graphql';
import { DutyView, StaffMemberView, viewDuty } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  CurrentActor,
  CurrentLanguage,
  type KringContext,
  type Language,
  moderatorOf,
  moderatorOfNamed,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import { EndOwnDuty } from '../use-cases/end-own-duty';
import { ReadHandOvers } from '../use-cases/read-hand-overs';
import { HandOverLoaders } from './hand-over-loaders';
import {
  ConfirmHandOverInputView,
  EndDutyInputView,
  HandOverLineView,
  HandOverView,
  ItemNoteView,
  viewHandOver,
  viewItemNote,
  viewLine,
} from './hand-over-view';
import { InterventionView, viewIntervention } from './intervention-view';
import { ModerationLoaders } from './moderation-loaders';
import { ReviewItemView, viewReviewItem } from './review-item-view';

const EndDutyResult = resultUnion('EndDutyResult', () => DutyView, 'Duty');
const ConfirmHandOverResult = resultUnion('ConfirmHandOverResult', () => HandOverView, 'HandOver');

@Resolver(() => HandOverView)
export class HandOverResolver {
  constructor(
    @Inject(EndOwnDuty) private readonly end: EndOwnDuty,
    @Inject(ReadHandOvers) private readonly read: ReadHandOvers,
    @Inject(HandOverLoaders) private readonly loaders: HandOverLoaders,
    @Inject(ModerationLoaders) private readonly moderation: ModerationLoaders,
  ) {}

  @Query(() => [HandOverLineView], {
    nullable: true,
    description: 'What I would hand over now; null when I am not on duty.',
  })
  @Access(moderatorOfNamed('organisationId'))
  async draftHandOver(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @CurrentActor() actor: AccountActor,
  ): Promise<HandOverLineView[] | null> {
    return (await this.end.draft(actor, organisationId))?.map(viewLine) ?? null;
  }

  @Query(() => [HandOverView], { nullable: true, description: 'What was handed over lately, newest first.' })
  @Access(moderatorOfNamed('organisationId'))
  async handOvers(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @CurrentActor() actor: AccountActor,
  ): Promise<HandOverView[] | null> {
    return (await this.read.latest(actor, organisationId))?.map(viewHandOver) ?? null;
  }

  @Mutation(() => EndDutyResult, {
    description: 'Writes and signs the hand-over, lets go what I have in hand or gives it on.',
  })
  @Access(aModerator)
  async endDuty(
    @Args('input') input: EndDutyInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<DutyView | ProblemView> {
    const { organisationId, text, handTo = null } = input;
    return present(await this.end.run(actor, { organisationId, text: text ?? '', handTo }), language, viewDuty);
  }

  @Mutation(() => ConfirmHandOverResult, { description: '"I read it."' })
  @Access(aModerator)
  async confirmHandOver(
    @Args('input') input: ConfirmHandOverInputView,
    @CurrentActor() actor: AccountActor,
    @CurrentLanguage() language: Language,
  ): Promise<HandOverView | ProblemView> {
    return present(await this.read.confirm(actor, input.id), language, viewHandOver);
  }

  @ResolveField(() => DutyView)
  async duty(@Parent() { record }: HandOverView, @Context() context: KringContext): Promise<DutyView> {
    const duty = await this.loaders.duty(context, record.dutyId);
    if (!duty) throw new Error('a hand-over is of a duty');
    return viewDuty(duty);
  }

  @ResolveField(() => [HandOverLineView])
  async lines(@Parent() { id }: HandOverView, @Context() context: KringContext): Promise<HandOverLineView[]> {
    return (await this.loaders.lines(context, id)).map(viewLine);
  }

  @ResolveField(() => [StaffMemberView], { description: 'Who said that they read it, first reader first.' })
  async readBy(@Parent() { id }: HandOverView, @Context() context: KringContext): Promise<StaffMemberView[]> {
    const reads = await this.loaders.reads(context, id);
    return Promise.all(reads.map(({ staffId }) => this.moderation.staff(context, staffId)));
  }

  @ResolveField(() => GraphQLISODateTime, { nullable: true, description: 'When I said that I read it.' })
  async readByMeAt(@Parent() { id, record }: HandOverView, @Context() context: KringContext): Promise<Date | null> {
    const me = moderatorOf(context.actor, record.organisationId)?.staffId;
    return (await this.loaders.reads(context, id)).find(({ staffId }) => staffId === me)?.at ?? null;
  }
}

@Resolver(() => HandOverLineView)
export class HandOverLineResolver {
  constructor(
    @Inject(HandOverLoaders) private readonly loaders: HandOverLoaders,
    @Inject(ModerationLoaders) private readonly moderation: ModerationLoaders,
  ) {}

  @ResolveField(() => ReviewItemView, { nullable: true })
  async item(@Parent() { line }: HandOverLineView, @Context() context: KringContext): Promise<ReviewItemView | null> {
    const record = line.reviewItemId && (await this.loaders.item(context, line.reviewItemId));
    return record ? viewReviewItem(record, this.moderation.now()) : null;
  }

  @ResolveField(() => InterventionView, { nullable: true })
  async intervention(
    @Parent() { line }: HandOverLineView,
    @Context() context: KringContext,
  ): Promise<InterventionView | null> {
    const record = line.interventionId && (await this.loaders.intervention(context, line.interventionId));
    return record ? viewIntervention(record, this.moderation.now(), context.language) : null;
  }

  @ResolveField(() => ItemNoteView, { nullable: true })
  async note(@Parent() { line }: HandOverLineView, @Context() context: KringContext): Promise<ItemNoteView | null> {
    const record = line.noteId && (await this.loaders.note(context, line.noteId));
    return record ? viewItemNote(record, context.actor, this.moderation.now()) : null;
  }

  @ResolveField(() => AsidePromiseView, { nullable: true })
  async promise(
    @Parent() { line }: HandOverLineView,
    @Context() context: KringContext,
  ): Promise<AsidePromiseView | null> {
    const record = line.promiseId && (await this.loaders.promise(context, line.promiseId));
    return record ? viewPromise(record) : null;
  }
}
