import { Field, ID, InputType } from '@nestjs/graphql';
import type { ReactionKind } from '../storage/records';
import { ReactionKindEnum } from './post-view';

@InputType({ isAbstract: true })
class WordsInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field()
  text!: string;
  @Field(() => [ID], { nullable: true })
  photoIds?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'What is on each photo, in the same order, for whoever does not see it; empty: nothing.',
  })
  photoTexts?: string[] | null;
  @Field(() => [String], { nullable: true })
  contentNotes?: string[] | null;
}

@InputType('OpenThreadInput')
export class OpenThreadInputView extends WordsInputView {
  @Field(() => ID)
  groupId!: string;
  @Field()
  title!: string;
}

@InputType('ReplyInput')
export class ReplyInputView extends WordsInputView {
  @Field(() => ID)
  threadId!: string;
}

@InputType('EditPostInput')
export class EditPostInputView {
  @Field(() => ID)
  postId!: string;
  @Field()
  text!: string;
}

@InputType('DeletePostInput')
export class DeletePostInputView {
  @Field(() => ID)
  postId!: string;
}

@InputType('ReactInput')
export class ReactInputView {
  @Field(() => ID)
  postId!: string;
  @Field(() => ReactionKindEnum)
  kind!: ReactionKind;
  @Field()
  on!: boolean;
}
