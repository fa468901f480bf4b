import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { InterventionKindEnum } from '@kring/moderation/graphql';
import type { PracticeDecision } from '../domain/step';
import { PracticeDecisionEnum, PracticeLookEnum } from './practice-view';

@InputType('StartPracticeInput')
export class StartPracticeInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field({ description: 'The key of a practice thread.' })
  thread!: string;
  @Field({ description: '`nl`, `fr` or `en`: what the members of the story write in.' })
  language!: string;
  @Field(() => Int, { description: 'How many times as fast as real time: 1, 2, 5 or 10.' })
  speed!: number;
}

@InputType('LookInPracticeInput')
export class LookInPracticeInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  runId!: string;
  @Field(() => PracticeLookEnum)
  what!: 'POSTS' | 'CLIMATE' | 'MEMBER';
  @Field(() => [String], { nullable: true, description: 'Of POSTS: the keys of the posts that were opened.' })
  posts?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Of MEMBER: their key.' })
  member?: string | null;
}

@InputType('SteerPracticeInput', { description: 'One step of the desk. What a kind does not need is left out.' })
export class SteerPracticeInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  runId!: string;
  @Field(() => InterventionKindEnum)
  kind!: string;
  @Field(() => String, { nullable: true, description: 'The key of the post it is about.' })
  post?: string | null;
  @Field(() => String, { nullable: true, description: 'The note, the question, or what members read.' })
  text?: string | null;
  @Field(() => Int, { nullable: true, description: 'Of slow mode.' })
  minutes?: number | null;
  @Field(() => Int, { nullable: true, description: 'When it ends by itself; null: not.' })
  endsInMinutes?: number | null;
  @Field(() => String, { nullable: true })
  helpline?: string | null;
  @Field()
  reason!: string;
}

@InputType('UndoInPracticeInput')
export class UndoInPracticeInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  runId!: string;
  @Field(() => ID)
  stepId!: string;
  @Field()
  reason!: string;
}

@InputType('PacePracticeInput')
export class PacePracticeInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  runId!: string;
  @Field({ description: 'False: it stops here, to go on with later.' })
  running!: boolean;
  @Field(() => Int)
  speed!: number;
}

@InputType('ResolvePracticeInput')
export class ResolvePracticeInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  runId!: string;
  @Field(() => PracticeDecisionEnum)
  decision!: PracticeDecision;
  @Field()
  reasons!: string;
}

@InputType('CommentOnPracticeInput')
export class CommentOnPracticeInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  runId!: string;
  @Field(() => ID, { nullable: true, description: 'The step it is about; null: the run as a whole.' })
  stepId?: string | null;
  @Field()
  text!: string;
}
