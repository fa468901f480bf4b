import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { LibraryPrompt } from '../domain/shipped-prompts';

@ObjectType('PromptFigures', {
  description:
    'How often a question was used and how threads went after it, which is no proof that the question did it.',
})
export class PromptFiguresView {
  @Field(() => Int)
  times!: number;
  @Field(() => Int)
  lookedAgain!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'How many went better after it; null while there are too few to say.',
  })
  better!: number | null;
  @Field(() => Int, { nullable: true })
  same!: number | null;
  @Field(() => Int, { nullable: true })
  worse!: number | null;
}

@ObjectType('Prompt', { description: 'A recovery-minded question from the library of an organisation.' })
export class PromptView {
  /** Not on the wire. */
  organisationId!: string;

  @Field(() => ID)
  id!: string;
  @Field()
  nl!: string;
  @Field()
  fr!: string;
  @Field()
  en!: string;
  @Field(() => Int, { description: 'Changes with every change; send it back to change only what you saw.' })
  version!: number;
  @Field({ description: 'Whether it came with the service, also when it was worded anew.' })
  isShipped!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Put away: not to be chosen any more.' })
  retiredAt!: Date | null;
}

@InputType('KeepPromptInput')
export class KeepPromptInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => ID, { nullable: true, description: 'Absent for a new question.' })
  promptId?: string | null;
  @Field(() => Int, { nullable: true, description: 'The version that was seen.' })
  version?: number | null;
  @Field()
  nl!: string;
  @Field()
  fr!: string;
  @Field()
  en!: string;
  @Field(() => Boolean, { nullable: true, description: 'Puts it away; false when absent.' })
  retired?: boolean | null;
}

@InputType('ShowPromptInput')
export class ShowPromptInputView {
  @Field(() => ID)
  threadId!: string;
  @Field(() => ID)
  promptId!: string;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endsAt?: Date | null;
  @Field()
  reason!: string;
}

export function viewPrompt(organisationId: string, prompt: LibraryPrompt): PromptView {
  const { id, nl, fr, en, version, shippedKey, retiredAt } = prompt;
  return { organisationId, id, nl, fr, en, version, isShipped: shippedKey !== null, retiredAt };
}
