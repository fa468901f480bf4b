import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  Field,
  GraphQLISODateTime,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { GroupView } from '@kring/groups/graphql';
import { ViewerView } from '@kring/identity/graphql';
import {
  Access,
  type AccountActor,
  CurrentActor,
  keyed,
  type KringContext,
  loader,
  membershipsOf,
  present,
  type ProblemView,
  resultUnion,
  signedIn,
} from '@kring/platform';
import type { SpotlightState } from '../domain/spotlight-moves';
import { type SpotlightRecord, Spotlights } from '../storage/spotlights';
import { StoriesReader } from '../storage/stories-reader';
import { AnswerSpotlight } from '../use-cases/answer-spotlight';
import { StoryLoaders } from './story-loaders';
import { ThreadView, viewThread } from './thread-view';

const SpotlightStateEnum = { ASKED: 'ASKED', GIVEN: 'GIVEN', REFUSED: 'REFUSED', TAKEN_BACK: 'TAKEN_BACK' } as const;
registerEnumType(SpotlightStateEnum, { name: 'SpotlightState' });

@ObjectType('Spotlight', { description: 'A story that a moderator asks its author to show first in the group.' })
export class SpotlightView {
  /** Not on the wire. */
  record!: SpotlightRecord;

  @Field(() => ID)
  id!: string;
  @Field()
  message!: string;
  @Field(() => GraphQLISODateTime)
  askedAt!: Date;
  @Field(() => SpotlightStateEnum)
  state!: SpotlightState;
}

@InputType('AnswerSpotlightInput')
export class AnswerSpotlightInputView {
  @Field(() => ID)
  spotlightId!: string;
  @Field({ description: 'False refuses, and takes back what was given.' })
  give!: boolean;
}

const AnswerSpotlightResult = resultUnion('AnswerSpotlightResult', () => SpotlightView, 'Spotlight');

function viewSpotlight(record: SpotlightRecord): SpotlightView {
  const { id, message, askedAt, state } = record;
  return { record, id, message, askedAt, state };
}

@Resolver(() => SpotlightView)
export class SpotlightResolver {
  constructor(
    @Inject(StoryLoaders) private readonly loaders: StoryLoaders,
    @Inject(AnswerSpotlight) private readonly answer: AnswerSpotlight,
  ) {}

  @ResolveField(() => ThreadView)
  thread(@Parent() { record }: SpotlightView, @Context() context: KringContext): Promise<ThreadView | null> {
    return this.loaders.thread(context, record.threadId);
  }

  @Mutation(() => AnswerSpotlightResult, { description: 'For the author of the story alone.' })
  @Access(signedIn)
  async answerSpotlight(
    @Args('input') { spotlightId, give }: AnswerSpotlightInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<SpotlightView | ProblemView> {
    return present(await this.answer.run(actor, spotlightId, give), language, viewSpotlight);
  }
}

@Resolver(() => ThreadView)
export class ThreadSpotlightResolver {
  constructor(
    @Inject(StoryLoaders) private readonly loaders: StoryLoaders,
    @Inject(Spotlights) private readonly spotlights: Spotlights,
  ) {}

  /** Row-level security answers the author and moderators only. */
  @ResolveField(() => SpotlightView, { nullable: true, description: 'The author and moderators only.' })
  async spotlight(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<SpotlightView | null> {
    const found = await loader<SpotlightRecord>(context, 'spotlights', (ids) =>
      this.loaders.read(context, async (transaction) =>
        keyed(await this.spotlights.ofThreads(transaction, ids), (row) => row.threadId),
      ),
    ).load(thread.id);
    return found && viewSpotlight(found);
  }
}

@Resolver(() => GroupView)
export class GroupSpotlitResolver {
  constructor(
    @Inject(StoryLoaders) private readonly loaders: StoryLoaders,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
  ) {}

  @ResolveField(() => [ThreadView], { description: 'Stories that their authors let be shown first.' })
  async spotlit(@Parent() group: GroupView, @Context() context: KringContext): Promise<ThreadView[]> {
    const found = await this.loaders.read(context, (transaction) =>
      this.reader.spotlit(transaction, group.organisationId, group.id),
    );
    return found.map(viewThread);
  }
}

@Resolver(() => ViewerView)
export class ViewerSpotlightsResolver {
  constructor(
    @Inject(StoryLoaders) private readonly loaders: StoryLoaders,
    @Inject(Spotlights) private readonly spotlights: Spotlights,
  ) {}

  @ResolveField('spotlights', () => [SpotlightView], {
    description: 'What I am asked, or said yes to, about stories of mine.',
  })
  async mine(@Parent() { actor }: ViewerView, @Context() context: KringContext): Promise<SpotlightView[]> {
    const mine = membershipsOf(actor);
    if (mine.length === 0) return [];
    const found = await this.loaders.read(context, (transaction) => this.spotlights.ofMemberships(transaction, mine));
    return found.map(viewSpotlight);
  }
}
