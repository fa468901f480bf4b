import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('WordsRemark', { description: 'Something that might land badly, and how else it could be said.' })
export class WordsRemarkView {
  @Field(() => [String], { description: "The writer's own words that it is about." })
  quotes!: readonly string[];
  @Field()
  lands!: string;
  @Field()
  instead!: string;
}

@ObjectType('WordsCheck', { description: 'What a writer may know about their own words: never a score.' })
export class WordsCheckView {
  /** Not on the wire: whether the writer is shown help; `help` itself is added where helplines are known. */
  needsHelp!: boolean;

  @Field(() => [WordsRemarkView])
  remarks!: readonly WordsRemarkView[];
}
