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
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import {
  Access,
  type AccountActor,
  aModerator,
  CurrentActor,
  type KringContext,
  moderatorOfParent,
  present,
  type ProblemView,
  resultUnion,
} from '@kring/platform';
import type { Climate, Severity } from '@kring/safety';
import { PostView, postView, SeverityEnum, ThreadView, viewThread } from '@kring/stories/graphql';
import { JudgeClimate } from '../use-cases/judge-climate';
import { JudgePost } from '../use-cases/judge-post';
import type { JudgementRecord } from '../storage/judgements';
import { ClimateEnum } from './enums';
import { ModerationLoaders } from './moderation-loaders';

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

@ObjectType('Judgement', { description: 'What a person said of a thread or a post, beside what was said until then.' })
export class JudgementView {
  /** Not on the wire. */
  record!: JudgementRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => ID, { nullable: true, description: 'Null: it is about the thread.' })
  postId!: string | null;
  @Field(() => SeverityEnum, { nullable: true })
  severityBefore!: Severity | null;
  @Field(() => SeverityEnum, { nullable: true })
  severity!: Severity | null;
  @Field(() => ClimateEnum, { nullable: true })
  climateBefore!: Climate | null;
  @Field(() => ClimateEnum, { nullable: true })
  climate!: Climate | null;
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

@Resolver(() => ThreadView)
export class ThreadJudgementsResolver {
  constructor(@Inject(ModerationLoaders) private readonly loaders: ModerationLoaders) {}

  @ResolveField(() => [JudgementView], {
    nullable: true,
    description: 'Staff only; null for members. Oldest first.',
  })
  @Access(moderatorOfParent)
  async judgements(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<JudgementView[]> {
    return (await this.loaders.judgements(context, thread.id)).map((record) => ({ record, ...record }));
  }
}

@Resolver(() => JudgementView)
export class JudgementByResolver {
  constructor(@Inject(ModerationLoaders) private readonly loaders: ModerationLoaders) {}

  @ResolveField(() => StaffMemberView)
  by(@Parent() judgement: JudgementView, @Context() context: KringContext): Promise<StaffMemberView> {
    return this.loaders.staff(context, judgement.record.staffId);
  }
}
