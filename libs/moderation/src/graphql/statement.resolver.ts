import { Inject } from '@nestjs/common';
import { Args, Context, GraphQLISODateTime, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ViewerView } from '@kring/identity/graphql';
import { OrganisationView, StaffMemberView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  CurrentActor,
  type KringContext,
  moderatorOf,
  moderatorOfParent,
  present,
  presentProblem,
  type ProblemView,
  resultUnion,
  signedIn,
  supervisorOfParent,
} from '@kring/platform';
import { PostView } from '@kring/stories/graphql';
import type { StatementFate } from '../domain/statements';
import { AskAgain } from '../use-cases/ask-again';
import { DecideAppeal } from '../use-cases/decide-appeal';
import { ReadReviewItems } from '../use-cases/read-review-items';
import { ReadStatements } from '../use-cases/read-statements';
import { ModerationLoaders } from './moderation-loaders';
import { ReviewItemView, viewReviewItem } from './review-item-view';
import { StatementLoaders } from './statement-loaders';
import {
  AppealFiguresView,
  AppealInputView,
  DecideAppealInputView,
  StatementFateEnum,
  StatementView,
  viewStatement,
} from './statement-view';

const AppealResult = resultUnion('AppealResult', () => StatementView, 'StatementOfReasons');
const DecideAppealResult = resultUnion('DecideAppealResult', () => ReviewItemView, 'ReviewItem');

@Resolver(() => StatementView)
export class StatementResolver {
  constructor(
    @Inject(AskAgain) private readonly askAgain: AskAgain,
    @Inject(DecideAppeal) private readonly decide: DecideAppeal,
    @Inject(ReadReviewItems) private readonly items: ReadReviewItems,
    @Inject(ReadStatements) private readonly read: ReadStatements,
    @Inject(StatementLoaders) private readonly statements: StatementLoaders,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
  ) {}

  @Mutation(() => AppealResult, { description: 'A member asks another person to look: once a decision, in time.' })
  @Access(signedIn)
  async appeal(
    @Args('input') input: AppealInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<StatementView | ProblemView> {
    const asked = await this.askAgain.run(actor, { ...input, words: input.words ?? null });
    return present(asked, language, (record) => viewStatement(record, language));
  }

  @Mutation(() => DecideAppealResult, {
    description: 'Another person than who decided first. Moderators and supervisors.',
  })
  @Access(aModerator)
  async decideAppeal(
    @Args('input') input: DecideAppealInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<ReviewItemView | ProblemView> {
    const decided = await this.decide.run(actor, input);
    if (!decided.ok) return presentProblem(decided.problem, language);
    const record = await this.items.item(actor, decided.value);
    if (!record) throw new Error('an item that was just decided is there');
    return viewReviewItem(record, this.loaders.now());
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The words it is about, or that it came up at; null when their author took them away.',
  })
  words(@Parent() { record }: StatementView, @Context() context: KringContext): Promise<string | null> | null {
    const isGone = record.postState === null || record.postState === 'DELETED';
    return isGone ? null : this.loaders.revision(context, record.postId, record.revision);
  }

  @ResolveField(() => GraphQLISODateTime, { description: 'Until when its author can ask another person to look.' })
  appealUntil(@Parent() { record }: StatementView): Date {
    return this.read.until(record);
  }

  @ResolveField(() => Boolean, { description: 'Whether the reader can ask another person to look, now.' })
  async mayAppeal(@Parent() { record }: StatementView, @Context() context: KringContext): Promise<boolean> {
    return this.read.mayAppeal(record, await this.statements.isMine(context, record));
  }

  @ResolveField(() => StatementFateEnum)
  fate(@Parent() { record }: StatementView): StatementFate {
    return this.read.fate(record);
  }

  @ResolveField(() => StaffMemberView, { nullable: true, description: 'Staff only; null for members.' })
  @Access(moderatorOfParent)
  async decidedBy(
    @Parent() statement: StatementView,
    @Context() context: KringContext,
  ): Promise<StaffMemberView | null> {
    const first = await this.statements.firstLook(context, statement.id);
    return first && this.loaders.staff(context, first.deciderId);
  }
}

/** For the author of a post and the moderators, as row-level security has it. */
@Resolver(() => PostView)
export class PostStatementResolver {
  constructor(@Inject(StatementLoaders) private readonly loaders: StatementLoaders) {}

  @ResolveField(() => StatementView, {
    nullable: true,
    description: 'Author and moderators only: the reasons of the last decision that took it out of sight.',
  })
  async statement(@Parent() post: PostView, @Context() context: KringContext): Promise<StatementView | null> {
    const isTheirs = post.author?.isMe === true || moderatorOf(context.actor, post.organisationId) !== null;
    if (!isTheirs || post.record.authorMembershipId === null) return null;
    const record = await this.loaders.ofPost(context, post.id);
    return record && viewStatement(record, context.language);
  }
}

@Resolver(() => ViewerView)
export class ViewerStatementsResolver {
  constructor(@Inject(StatementLoaders) private readonly loaders: StatementLoaders) {}

  @ResolveField(() => [StatementView], {
    description: 'Decisions about me and my posts, newest first; also why a membership of mine was ended.',
  })
  async statements(@Parent() _: ViewerView, @Context() context: KringContext): Promise<StatementView[]> {
    return (await this.loaders.mine(context)).map((record) => viewStatement(record, context.language));
  }
}

/** What appeals mean for whoever works at the desk. */
@Resolver(() => ReviewItemView)
export class ReviewItemStatementResolver {
  constructor(
    @Inject(StatementLoaders) private readonly statements: StatementLoaders,
    @Inject(ReadStatements) private readonly read: ReadStatements,
  ) {}

  @ResolveField(() => StatementView, {
    nullable: true,
    description: 'For an appeal: the decision that another person is asked to look at. Null for the item of a thread.',
  })
  async statement(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<StatementView | null> {
    if (item.record.kind !== 'APPEAL') return null;
    const record = await this.statements.ofItem(context, item.id);
    return record && viewStatement(record, context.language);
  }

  @ResolveField(() => Boolean, { description: 'False for who decided first, and for moderators who took part.' })
  async mayTake(@Parent() item: ReviewItemView, @Context() context: KringContext): Promise<boolean> {
    const staff = moderatorOf(context.actor, item.organisationId);
    if (!staff) return false;
    if (item.record.kind !== 'APPEAL') return true;
    const record = await this.statements.ofItem(context, item.id);
    const first = record && (await this.statements.firstLook(context, record.id));
    return first !== null && this.read.mayDecide(staff, first);
  }
}

@Resolver(() => OrganisationView)
export class OrganisationAppealsResolver {
  constructor(
    @Inject(StatementLoaders) private readonly statements: StatementLoaders,
    @Inject(ModerationLoaders) private readonly loaders: ModerationLoaders,
  ) {}

  @ResolveField(() => AppealFiguresView, { nullable: true, description: 'Supervisors only; null for others.' })
  @Access(supervisorOfParent)
  appealFigures(
    @Parent() organisation: OrganisationView,
    @Context() context: KringContext,
  ): Promise<AppealFiguresView> {
    return this.statements.figures(context, organisation.id);
  }

  @ResolveField(() => [ReviewItemView], {
    nullable: true,
    description:
      'Moderators and supervisors only: appeals of what the reader decided, answered in the last thirty days.',
  })
  @Access(moderatorOfParent)
  async lookedAtAgain(
    @Parent() organisation: OrganisationView,
    @Context() context: KringContext,
  ): Promise<ReviewItemView[]> {
    const now = this.loaders.now();
    return (await this.statements.lookedAtAgain(context, organisation.id)).map((record) => viewReviewItem(record, now));
  }
}
