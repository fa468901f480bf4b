import { Inject } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { HelpCards } from '@kring/guidance';
import { HelpCardView } from '@kring/guidance/graphql';
import type { KringContext } from '@kring/platform';
import { PostSubmittedView, WordsCheckView } from '@kring/stories/graphql';

/** Help for an author, at once, when what they wrote suggests that they need somebody now. */
@Resolver(() => PostSubmittedView)
export class PostSubmittedResolver {
  constructor(@Inject(HelpCards) private readonly cards: HelpCards) {}

  @ResolveField(() => HelpCardView, { nullable: true })
  help(@Parent() submitted: PostSubmittedView, @Context() context: KringContext): HelpCardView | null {
    return submitted.needsHelp ? this.cards.card(context.language) : null;
  }
}

/** The same help for who asks about words that they have not sent yet. */
@Resolver(() => WordsCheckView)
export class WordsCheckResolver {
  constructor(@Inject(HelpCards) private readonly cards: HelpCards) {}

  @ResolveField(() => HelpCardView, { nullable: true })
  help(@Parent() check: WordsCheckView, @Context() context: KringContext): HelpCardView | null {
    return check.needsHelp ? this.cards.card(context.language) : null;
  }
}
