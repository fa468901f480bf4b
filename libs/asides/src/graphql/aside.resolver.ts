import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { MembershipView } from '@kring/groups/graphql';
import { HelpCards, Helplines } from '@kring/guidance';
import { HelplineView, viewHelpline } from '@kring/guidance/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  CurrentActor,
  type KringContext,
  LiveUpdates,
  moderatorOfParent,
  present,
  type ProblemView,
  resultUnion,
  SETTINGS,
  type Settings,
  signedIn,
  UnitOfWork,
} from '@kring/platform';
import type { Severity } from '@kring/safety';
import { SeverityEnum } from '@kring/stories/graphql';
import { sideOf } from '../domain/aside';
import { asideChanged } from '../events';
import { Asides, peopleOf } from '../storage/asides';
import { EndAside } from '../use-cases/end-aside';
import { WriteInAside } from '../use-cases/write-in-aside';
import { AsideLoaders } from './aside-loaders';
import { EndAsideInputView, WriteInAsideInputView } from './aside-inputs';
import { AsideMessageView, AsideView, AsideWrittenView, viewAside, viewMessage, writes } from './aside-view';

const WriteInAsideResult = resultUnion('WriteInAsideResult', () => AsideWrittenView, 'AsideWritten');
const EndAsideResult = resultUnion('EndAsideResult', () => AsideView, 'Aside');

/** What the two people in an aside do, and how it is read. */
@Resolver(() => AsideView)
export class AsideResolver {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(AsideLoaders) private readonly loaders: AsideLoaders,
    @Inject(WriteInAside) private readonly write: WriteInAside,
    @Inject(EndAside) private readonly end: EndAside,
    @Inject(HelpCards) private readonly cards: HelpCards,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
  ) {}

  @Query(() => AsideView, { nullable: true, description: 'For the two people in it; a supervisor sees that it is.' })
  @Access(signedIn)
  async aside(@Args('id', { type: () => ID }) id: string, @Context() context: KringContext): Promise<AsideView | null> {
    const record = await this.work.read(context, (transaction) => this.asides.aside(transaction, id));
    return record && viewAside(record);
  }

  @Query(() => [AsideView], { description: 'The asides that the viewer is in as a member, the newest first.' })
  @Access(signedIn)
  async myAsides(@Context() context: KringContext): Promise<AsideView[]> {
    const records = await this.work.read(context, (transaction) => this.asides.ofMember(transaction));
    return records.map((record) => viewAside(record));
  }

  @Mutation(() => WriteInAsideResult, { description: 'One of the two says something.' })
  @Access(signedIn)
  async writeInAside(
    @Args('input') input: WriteInAsideInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsideWrittenView | ProblemView> {
    const written = await this.write.run(actor, { ...input, helpline: input.helpline ?? null });
    return present(written, language, ({ aside, message, needsHelp }) => ({
      aside: viewAside(aside),
      said: viewMessage(message),
      help: needsHelp ? this.cards.card(language) : null,
    }));
  }

  @Mutation(() => EndAsideResult, { description: 'Either of the two, at any time.' })
  @Access(signedIn)
  async endAside(
    @Args('input') { asideId }: EndAsideInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<AsideView | ProblemView> {
    return present(await this.end.run(actor, asideId), language, (record) => viewAside(record));
  }

  @Subscription(() => AsideView, { description: 'Whatever happens in the asides that the viewer is in.' })
  @Access(signedIn)
  asideChanged(@Context() context: KringContext): AsyncIterableIterator<{ asideChanged: AsideView }> {
    const people = peopleOf(context.actor);
    return this.live.follow(
      ({ type, payload }) =>
        type === asideChanged.name &&
        sideOf(people, { membershipId: payload['membershipId'] ?? '', staffId: payload['staffId'] ?? '' }) !== null,
      async ({ payload }) => {
        context.loaders.clear();
        const record = await this.work.read(context, (transaction) =>
          this.asides.aside(transaction, payload['asideId'] ?? ''),
        );
        return record && { asideChanged: viewAside(record) };
      },
      { urgent: true },
    );
  }

  @ResolveField(() => String)
  groupName(@Parent() { record }: AsideView, @Context() context: KringContext): Promise<string> {
    return this.loaders.groupName(context, record.groupId);
  }

  @ResolveField(() => String, { description: 'What the moderator is called: a first name or a pseudonym.' })
  async staffName(@Parent() { record }: AsideView, @Context() context: KringContext): Promise<string> {
    return (await this.loaders.staff(context, record.staffId)).displayName;
  }

  @ResolveField(() => StaffMemberView, { nullable: true })
  @Access(moderatorOfParent)
  staff(@Parent() { record }: AsideView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, record.staffId);
  }

  @ResolveField(() => MembershipView, { nullable: true })
  @Access(moderatorOfParent)
  member(@Parent() { record }: AsideView, @Context() context: KringContext): Promise<MembershipView | null> {
    return this.loaders.member(context, record.membershipId);
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it was opened; for staff.' })
  @Access(moderatorOfParent)
  async reason(@Parent() { record }: AsideView, @Context() context: KringContext): Promise<string | null> {
    return (await this.loaders.request(context, record.requestId))?.reason ?? null;
  }

  @ResolveField(() => Boolean)
  canWrite(@Parent() { record }: AsideView, @Context() context: KringContext): boolean {
    return writes(record, sideOf(peopleOf(context.actor), record));
  }

  @ResolveField(() => Int, { description: 'How many days after its end the words are kept.' })
  keptDays(): number {
    return this.settings.KRING_ASIDE_DAYS;
  }

  @ResolveField(() => Boolean, { description: 'Whether the viewer is one of the two.' })
  isMine(@Parent() { record }: AsideView, @Context() context: KringContext): boolean {
    return sideOf(peopleOf(context.actor), record) !== null;
  }

  @ResolveField(() => [AsideMessageView], {
    nullable: true,
    description: 'Oldest first. For the two people in it; a supervisor reads them by lookIntoAside.',
  })
  async messages(@Parent() aside: AsideView, @Context() context: KringContext): Promise<AsideMessageView[] | null> {
    if (aside.looked) return aside.looked.map(viewMessage);
    if (!sideOf(peopleOf(context.actor), aside.record)) return null;
    return (await this.loaders.messages(context, aside.id)).map(viewMessage);
  }
}

@Resolver(() => AsideMessageView)
export class AsideMessageResolver {
  constructor(@Inject(Helplines) private readonly directory: Helplines) {}

  @ResolveField(() => HelplineView, { nullable: true, description: 'Where the moderator points to.' })
  helpline(@Parent() { record }: AsideMessageView): HelplineView | null {
    const line = this.directory.bySlug(record.helpline);
    return line ? viewHelpline(line) : null;
  }

  @ResolveField(() => SeverityEnum, { nullable: true, description: 'How a member’s words were read; for staff.' })
  @Access(moderatorOfParent)
  severity(@Parent() { record }: AsideMessageView): Severity | null {
    return record.severity;
  }
}
