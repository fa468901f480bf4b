import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
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
import { asideAlarmAnswered, asideAlarmed, asideChanged, asideRequested } from '../events';
import { AnswerAsideAlarm } from '../use-cases/answer-aside-alarm';
import { AskForAside } from '../use-cases/ask-for-aside';
import { DeclineAside } from '../use-cases/decline-aside';
import { LookIntoAside } from '../use-cases/look-into-aside';
import { MakePromise } from '../use-cases/make-promise';
import { OpenAside } from '../use-cases/open-aside';
import { ReadAsides } from '../use-cases/read-asides';
import { SettlePromise } from '../use-cases/settle-promise';
import {
  AnswerAsideAlarmInputView,
  AskForAsideInputView,
  DeclineAsideInputView,
  LookIntoAsideInputView,
  MakePromiseInputView,
  OpenAsideInputView,
  SettlePromiseInputView,
} from './aside-inputs';
import {
  AsideAlarmView,
  AsideDeskView,
  AsidePromiseView,
  AsideRequestView,
  AsideView,
  viewAlarm,
  viewAside,
  viewDesk,
  viewPromise,
  viewRequest,
} from './aside-view';

const OpenAsideResult = resultUnion('OpenAsideResult', () => AsideView, 'Aside');
const AskForAsideResult = resultUnion('AskForAsideResult', () => AsideRequestView, 'AsideRequest');
const DeclineAsideResult = resultUnion('DeclineAsideResult', () => AsideRequestView, 'AsideRequest');
const LookIntoAsideResult = resultUnion('LookIntoAsideResult', () => AsideView, 'Aside');
const MakePromiseResult = resultUnion('MakePromiseResult', () => AsidePromiseView, 'AsidePromise');
const SettlePromiseResult = resultUnion('SettlePromiseResult', () => AsidePromiseView, 'AsidePromise');
const AnswerAsideAlarmResult = resultUnion('AnswerAsideAlarmResult', () => AsideAlarmView, 'AsideAlarm');

/** What moderators and supervisors do with asides. */
@Resolver()
export class AsideDeskResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReadAsides) private readonly read: ReadAsides,
    @Inject(OpenAside) private readonly open: OpenAside,
    @Inject(AskForAside) private readonly ask: AskForAside,
    @Inject(DeclineAside) private readonly decline: DeclineAside,
    @Inject(LookIntoAside) private readonly look: LookIntoAside,
    @Inject(MakePromise) private readonly promise: MakePromise,
    @Inject(SettlePromise) private readonly settle: SettlePromise,
    @Inject(AnswerAsideAlarm) private readonly answer: AnswerAsideAlarm,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
  ) {}

  @Query(() => AsideDeskView, { nullable: true })
  @Access(moderatorOfNamed('organisationId'))
  async asideDesk(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): Promise<AsideDeskView | null> {
    const desk = await this.work.read(context, (transaction) => this.read.desk(transaction, organisationId));
    return desk && viewDesk(desk);
  }

  @Mutation(() => OpenAsideResult, { description: 'Moderators and supervisors: the first words to one member.' })
  @Access(aModerator)
  async openAside(
    @Args('input') input: OpenAsideInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsideView | ProblemView> {
    const opened = await this.open.run(actor, {
      ...{ clientKey: input.clientKey, text: input.text, reason: input.reason ?? null },
      ...{ membershipId: input.membershipId ?? null, postId: input.postId ?? null },
      ...{ requestId: input.requestId ?? null, helpline: input.helpline ?? null },
    });
    return present(opened, language, (record) => viewAside(record));
  }

  @Mutation(() => AskForAsideResult, { description: 'Asks a colleague to talk with a member.' })
  @Access(aModerator)
  async askForAside(
    @Args('input') input: AskForAsideInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsideRequestView | ProblemView> {
    const { clientKey, staffId, reason } = input;
    const wish = { membershipId: input.membershipId ?? null, postId: input.postId ?? null };
    return present(await this.ask.run(actor, { clientKey, staffId, reason, ...wish }), language, viewRequest);
  }

  @Mutation(() => DeclineAsideResult)
  @Access(aModerator)
  async declineAside(
    @Args('input') { requestId }: DeclineAsideInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsideRequestView | ProblemView> {
    return present(await this.decline.run(actor, requestId), language, viewRequest);
  }

  @Mutation(() => LookIntoAsideResult, { description: 'Supervisors. Each look is an audit entry.' })
  @Access(aModerator)
  async lookIntoAside(
    @Args('input') { asideId }: LookIntoAsideInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsideView | ProblemView> {
    return present(await this.look.run(actor, asideId), language, ({ aside, messages }) => viewAside(aside, messages));
  }

  @Mutation(() => MakePromiseResult, { description: 'Marks a sentence of the moderator’s own as a promise.' })
  @Access(aModerator)
  async makePromise(
    @Args('input') input: MakePromiseInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsidePromiseView | ProblemView> {
    return present(await this.promise.run(actor, input), language, viewPromise);
  }

  @Mutation(() => SettlePromiseResult, { description: 'Any moderator of the organisation, when it is kept or let go.' })
  @Access(aModerator)
  async settlePromise(
    @Args('input') input: SettlePromiseInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsidePromiseView | ProblemView> {
    return present(await this.settle.run(actor, input.promiseId, input.as), language, viewPromise);
  }

  @Mutation(() => AnswerAsideAlarmResult, { description: 'Any moderator of the organisation: "I am with them".' })
  @Access(aModerator)
  async answerAsideAlarm(
    @Args('input') { alarmId }: AnswerAsideAlarmInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsideAlarmView | ProblemView> {
    return present(await this.answer.run(actor, alarmId), language, viewAlarm);
  }

  @Subscription(() => AsideDeskView, { description: 'The desk of asides again, when something on it changed.' })
  @Access(moderatorFollows)
  asideDeskChanged(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Context() context: KringContext,
  ): AsyncIterableIterator<{ asideDeskChanged: AsideDeskView }> {
    const staffId = moderatorOf(context.actor, organisationId)?.staffId;
    const forAll: readonly string[] = [asideAlarmed.name, asideAlarmAnswered.name];
    const forOne: readonly string[] = [asideChanged.name, asideRequested.name];
    return this.live.follow(
      (event) =>
        event.organisationId === organisationId &&
        (forAll.includes(event.type) || (forOne.includes(event.type) && event.payload['staffId'] === staffId)),
      async () => {
        context.loaders.clear();
        const desk = await this.work.read(context, (transaction) => this.read.desk(transaction, organisationId));
        return desk && { asideDeskChanged: viewDesk(desk) };
      },
      { urgent: true },
    );
  }
}
