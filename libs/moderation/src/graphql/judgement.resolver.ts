import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  CurrentActor,
  type KringContext,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import type { Climate, Severity } from '@kring/safety';
import { PostView, postView, SeverityEnum, ThreadView, viewThread } from '@kring/stories/graphql';
import { JudgeClimate } from '../use-cases/judge-climate';
import { JudgePost } from '../use-cases/judge-post';
import { ClimateEnum } from './enums';

@InputType('JudgePostInput')
export class JudgePostInputView {
  @Field(() => ID)
  postId!: string;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => String, {
    nullable: true,
    description: 'What it is about, when no signal says so: suicidal_intent, ...',
  })
  category?: string | null;
  @Field()
  reason!: string;
}

@InputType('JudgeClimateInput')
export class JudgeClimateInputView {
  @Field(() => ID)
  threadId!: string;
  @Field(() => ClimateEnum)
  climate!: Climate;
  @Field()
  reason!: string;
}

const JudgePostResult = resultUnion('JudgePostResult', () => PostView, 'Post');
const JudgeClimateResult = resultUnion('JudgeClimateResult', () => ThreadView, 'Thread');

@Resolver()
export class JudgementResolver {
  constructor(
    @Inject(JudgePost) private readonly judgePostCase: JudgePost,
    @Inject(JudgeClimate) private readonly judgeClimateCase: JudgeClimate,
  ) {}

  @Mutation(() => JudgePostResult, { description: 'Outweighs the rules for these words. Moderators and supervisors.' })
  @Access(aModerator)
  async judgePost(
    @Args('input') input: JudgePostInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<PostView | ProblemView> {
    const judged = await this.judgePostCase.run(actor, { ...input, category: input.category ?? null });
    return present(judged, language, (post) => postView(post, actor));
  }

  @Mutation(() => JudgeClimateResult, {
    description: 'Stands until the thread is read as worse than it was. Moderators and supervisors.',
  })
  @Access(aModerator)
  async judgeClimate(
    @Args('input') input: JudgeClimateInputView,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<ThreadView | ProblemView> {
    return present(await this.judgeClimateCase.run(actor, input), language, viewThread);
  }
}
