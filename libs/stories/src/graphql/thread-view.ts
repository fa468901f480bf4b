import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionTypes } from '@kring/platform';
import type { ThreadRecord } from '../storage/records';

@ObjectType('Thread')
export class ThreadView {
  /** Not on the wire. */
  record!: ThreadRecord;
  organisationId!: string;

  @Field(() => ID)
  id!: string;
  @Field()
  title!: string;
}

@ObjectType('ReplyPolicy', {
  description: 'What a moderator set: whether and how often one may reply, and the words that explain it.',
})
export class ReplyPolicyView {
  @Field()
  canReply!: boolean;
  @Field(() => Int, { nullable: true })
  slowModeMinutes!: number | null;
  @Field()
  heldForReview!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true })
  reopensAt!: Date | null;
  @Field(() => String, { nullable: true })
  explanation!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When slow mode lets me post again.' })
  myNextPostAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When what is set here ends by itself.' })
  endsAt!: Date | null;
}

export const { Edge: ThreadEdge, Connection: ThreadConnection } = connectionTypes('Thread', () => ThreadView);

export function viewThread(record: ThreadRecord): ThreadView {
  return { record, organisationId: record.organisationId, id: record.id, title: record.title };
}
