import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { QuietHoursView } from '@kring/groups/graphql';
import { connectionTypes } from '@kring/platform';
import type { SlowModeFor } from '../domain/reply-policy';
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

export const SlowModeForEnum = { EVERYONE: 'EVERYONE', HEAVIEST_POSTERS: 'HEAVIEST_POSTERS' } as const;
registerEnumType(SlowModeForEnum, {
  name: 'SlowModeFor',
  valuesMap: {
    HEAVIEST_POSTERS: { description: 'Who wrote much more in the last day than the others did on average.' },
  },
});

@ObjectType('ReplyPolicy', {
  description: 'What a moderator set: whether and how often one may reply, and the words that explain it.',
})
export class ReplyPolicyView {
  @Field()
  canReply!: boolean;
  @Field(() => Int, { nullable: true })
  slowModeMinutes!: number | null;
  @Field(() => SlowModeForEnum, {
    nullable: true,
    description: 'Whom slow mode slows; null when it slows not me. A moderator reads what is set.',
  })
  slowModeFor!: SlowModeFor | null;
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
  @Field(() => QuietHoursView, { nullable: true, description: 'Between which times nobody writes here, each day.' })
  quietHours!: QuietHoursView | null;
  @Field(() => QuietHoursView, { nullable: true, description: 'The same for the whole group.' })
  groupNight!: QuietHoursView | null;
  @Field(() => String, {
    nullable: true,
    description: "A question to think about while answering, in the reader's language.",
  })
  prompt!: string | null;
}

export const { Edge: ThreadEdge, Connection: ThreadConnection } = connectionTypes('Thread', () => ThreadView);

export function viewThread(record: ThreadRecord): ThreadView {
  return { record, organisationId: record.organisationId, id: record.id, title: record.title };
}
