import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Access, anyone } from '@kring/platform';
import { Helplines } from '../helplines';
import { HelplineView, viewHelpline } from './helpline-view';

@Resolver(() => HelplineView)
export class HelplineResolver {
  constructor(@Inject(Helplines) private readonly directory: Helplines) {}

  @Query(() => [HelplineView], { description: 'Public: needs no account.' })
  @Access(anyone)
  helplines(
    @Args('topic', { type: () => String, nullable: true }) topic: string | null,
    @Args('audience', { type: () => String, nullable: true }) audience: string | null,
  ): HelplineView[] {
    return this.directory.find(topic ?? null, audience ?? null).map(viewHelpline);
  }
}
