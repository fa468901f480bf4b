import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { Id } from '@kring/kernel';
import { readReason, type ReviewItemRecord, ReviewItems } from '@kring/moderation';
import { ReviewItemView, viewReviewItem } from '@kring/moderation/graphql';
import { StaffReader } from '@kring/organisations';
import { OrganisationLoaders, StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
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
  moderatorOfParent,
  present,
  type ProblemView,
  resultUnion,
  UnitOfWork,
} from '@kring/platform';
import type { Clock } from '@kring/kernel';
import { type Theme, themeOfCategory } from '../domain/themes';
import { careChanged } from '../events';
import { type ColleagueAskRecord, ColleagueAsks } from '../storage/colleague-asks';
import { AnswerColleague, EndColleagueAsk } from '../use-cases/answer-colleague';
import { AskColleague } from '../use-cases/ask-colleague';
import { ChooseReading, SetExposureBudget } from '../use-cases/choose-reading';
import { NoteReading } from '../use-cases/note-reading';
import { ReadCare } from '../use-cases/read-care';
import { ReadLoad } from '../use-cases/read-load';
import {
  AnswerColleagueInputView,
  AskColleagueInputView,
  CareDeskView,
  ChooseReadingInputView,
  ColleagueAskView,
  EndColleagueAskInputView,
  NoteReadingInputView,
  SetExposureBudgetInputView,
  StaffLoadView,
  ThemeEnum,
  viewAsk,
  viewCare,
} from './care-view';

const NoteReadingResult = resultUnion('NoteReadingResult', () => CareDeskView, 'CareDesk');
const ChooseReadingResult = resultUnion('ChooseReadingResult', () => CareDeskView, 'CareDesk');
const SetExposureBudgetResult = resultUnion('SetExposureBudgetResult', () => CareDeskView, 'CareDesk');
const AskColleagueResult = resultUnion('AskColleagueResult', () => ColleagueAskView, 'ColleagueAsk');
const AnswerColleagueResult = resultUnion('AnswerColleagueResult', () => ColleagueAskView, 'ColleagueAsk');
const EndColleagueAskResult = resultUnion('EndColleagueAskResult', () => ColleagueAskView, 'ColleagueAsk');

@Resolver(() => CareDeskView)
export class CareResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(ReadCare) private readonly care: ReadCare,
    @Inject(ReadLoad) private readonly load: ReadLoad,
    @Inject(NoteReading) private readonly noteCase: NoteReading,
    @Inject(ChooseReading) private readonly chooseCase: ChooseReading,
    @Inject(SetExposureBudget) private readonly setBudget: SetExposureBudget,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
  ) {}

  @Query(() => CareDeskView, { nullable: true, description: 'Moderators and supervisors, each their own.' })
  @Access(moderatorOfNamed('organisationId'))
  careDesk(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): Promise<CareDeskView | null> {
    return this.desk(context, organisationId);
  }

  @Query(() => [StaffLoadView], {
    nullable: true,
    description: 'Supervisors: how much work each had, in the last days (28 at most).',
  })
  @Access(moderatorOfNamed('organisationId'))
  async staffLoad(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Args('days', { type: () => Int, defaultValue: 7 }) days: number,
    @CurrentActor() actor: AccountActor,
  ): Promise<StaffLoadView[] | null> {
    const loads = await this.load.run(actor, organisationId, days);
    return loads?.map((one) => ({ ...one, staff: viewStaff(one.staff) })) ?? null;
  }

  @Mutation(() => NoteReadingResult, { description: 'I uncover or read what weighs: it counts once for my shift.' })
  @Access(aModerator)
  async noteReading(
    @Args('input') { reviewItemId }: NoteReadingInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<CareDeskView | ProblemView> {
    return present(await this.noteCase.run(actor, reviewItemId), language, viewCare);
  }

  @Mutation(() => ChooseReadingResult)
  @Access(aModerator)
  async chooseReading(
    @Args('input') { organisationId, covers, avoids }: ChooseReadingInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<CareDeskView | ProblemView> {
    return present(await this.chooseCase.run(actor, organisationId, { covers, avoids }), language, viewCare);
  }

  @Mutation(() => SetExposureBudgetResult, { description: 'Supervisors.' })
  @Access(aModerator)
  async setExposureBudget(
    @Args('input') { organisationId, severe, sameTheme }: SetExposureBudgetInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<CareDeskView | ProblemView> {
    return present(await this.setBudget.run(actor, organisationId, { severe, sameTheme }), language, viewCare);
  }

  @Subscription(() => CareDeskView, { description: 'My own, again, when it changed.' })
  @Access(moderatorFollows)
  careDeskChanged(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): AsyncIterableIterator<{ careDeskChanged: CareDeskView }> {
    return this.live.follow(
      (event) =>
        event.type === careChanged.name &&
        event.organisationId === organisationId &&
        isFor(event.payload, moderatorOf(context.actor, organisationId)?.staffId),
      async () => {
        context.loaders.clear();
        const desk = await this.desk(context, organisationId);
        return desk && { careDeskChanged: desk };
      },
      { urgent: true },
    );
  }

  @ResolveField(() => [StaffMemberView], { description: 'Whom one can ask.' })
  async colleagues(@Parent() { care }: CareDeskView, @Context() context: KringContext): Promise<StaffMemberView[]> {
    const serving = await this.work.read(context, (transaction) =>
      this.staffReader.serving(transaction, [care.organisationId]),
    );
    return serving.filter(({ id, role }) => role !== 'ORGANISER' && id !== care.staffId).map(viewStaff);
  }

  private async desk(context: KringContext, organisationId: Id): Promise<CareDeskView | null> {
    const staff = moderatorOf(context.actor, organisationId);
    if (!staff) return null;
    return viewCare(
      await this.work.read(context, (transaction) => this.care.run(transaction, organisationId, staff.staffId)),
    );
  }
}

const isFor = (payload: Readonly<Record<string, string | null>>, staffId: string | undefined): boolean =>
  staffId !== undefined && [payload['staffId'], payload['otherId']].includes(staffId);

@Resolver(() => ColleagueAskView)
export class ColleagueAskResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(OrganisationLoaders) private readonly organisations: OrganisationLoaders,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(AskColleague) private readonly askCase: AskColleague,
    @Inject(AnswerColleague) private readonly answerCase: AnswerColleague,
    @Inject(EndColleagueAsk) private readonly endCase: EndColleagueAsk,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Mutation(() => AskColleagueResult)
  @Access(aModerator)
  async askColleague(
    @Args('input') { clientKey, organisationId, kind, staffId, reviewItemId, words }: AskColleagueInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<ColleagueAskView | ProblemView> {
    const input = { clientKey, organisationId, kind, staffId, reviewItemId: reviewItemId ?? null, words: words ?? '' };
    return present(await this.askCase.run(actor, input), language, viewAsk);
  }

  @Mutation(() => AnswerColleagueResult)
  @Access(aModerator)
  async answerColleague(
    @Args('input') { askId, words }: AnswerColleagueInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<ColleagueAskView | ProblemView> {
    return present(await this.answerCase.run(actor, askId, words), language, viewAsk);
  }

  @Mutation(() => EndColleagueAskResult)
  @Access(aModerator)
  async endColleagueAsk(
    @Args('input') { askId }: EndColleagueAskInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<ColleagueAskView | ProblemView> {
    return present(await this.endCase.run(actor, askId), language, viewAsk);
  }

  @ResolveField(() => StaffMemberView, { nullable: true })
  async asker(
    @Parent() { record }: ColleagueAskView,
    @Context() context: KringContext,
  ): Promise<StaffMemberView | null> {
    const staff = await this.organisations.staff(context, record.askerId);
    return staff && viewStaff(staff);
  }

  @ResolveField(() => StaffMemberView, { nullable: true })
  async asked(
    @Parent() { record }: ColleagueAskView,
    @Context() context: KringContext,
  ): Promise<StaffMemberView | null> {
    const staff = await this.organisations.staff(context, record.askedId);
    return staff && viewStaff(staff);
  }

  @ResolveField(() => ReviewItemView, { nullable: true, description: 'What is to be read along.' })
  async reviewItem(
    @Parent() { record }: ColleagueAskView,
    @Context() context: KringContext,
  ): Promise<ReviewItemView | null> {
    if (record.reviewItemId === null) return null;
    const item = await loader<ReviewItemRecord>(context, 'items to read along', (ids) =>
      this.work.read(context, async (transaction) => keyed(await this.items.items(transaction, ids), ({ id }) => id)),
    ).load(record.reviewItemId);
    return item ? viewReviewItem(item, this.clock.now()) : null;
  }
}

/** What the care for moderators adds to an item. */
@Resolver(() => ReviewItemView)
export class ItemCareResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ColleagueAsks) private readonly asks: ColleagueAsks,
  ) {}

  @ResolveField(() => ThemeEnum, {
    nullable: true,
    description: 'What it is about, for who would rather not read that.',
  })
  @Access(moderatorOfParent)
  theme(@Parent() { record }: ReviewItemView): Theme | null {
    return themeOfCategory(readReason(record.reason).category);
  }

  @ResolveField(() => [ColleagueAskView], { nullable: true, description: 'Who was asked to read it along.' })
  @Access(moderatorOfParent)
  async readAlong(@Parent() { id }: ReviewItemView, @Context() context: KringContext): Promise<ColleagueAskView[]> {
    const found = await loader<ColleagueAskRecord[]>(context, 'asked along', (ids) =>
      this.work.read(context, async (transaction) =>
        gathered(ids, await this.asks.ofItems(transaction, ids), (row) => row.reviewItemId ?? ''),
      ),
    ).load(id);
    return (found ?? []).map(viewAsk);
  }
}
