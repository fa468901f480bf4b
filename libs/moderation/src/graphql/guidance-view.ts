import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Severity } from '@kring/safety';
import { SeverityEnum } from '@kring/stories/graphql';
import type { DecisionKind } from '../domain/decisions';
import type { EarlierDecision } from '../storage/earlier-decisions';
import type { MemberHistory } from '../use-cases/read-member-history';
import { DecisionKindEnum } from './enums';

@ObjectType('SimilarDecision', {
  description: 'How the team decided on another item about the same. It holds nothing that a member wrote.',
})
export class SimilarDecisionView {
  /** Not on the wire. */
  record!: EarlierDecision;

  @Field(() => ID)
  id!: string;
  @Field(() => ID, { nullable: true, description: 'The item, while it can be read.' })
  itemId!: string | null;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => DecisionKindEnum)
  kind!: DecisionKind;
  @Field()
  reasons!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field({ description: 'Whether another person took it back.' })
  isOverturned!: boolean;
  @Field({ description: 'Whether it was in the same group.' })
  isSameGroup!: boolean;
}

@ObjectType('MemberHistory', {
  description: 'What happened with one member in one group; never what they did elsewhere.',
})
export class MemberHistoryView {
  /** Not on the wire. */
  record!: MemberHistory;

  @Field()
  nickname!: string;
  @Field(() => GraphQLISODateTime, { description: 'Since when in the group.' })
  since!: Date;
  @Field(() => Int, { description: 'Posts that are there.' })
  posts!: number;
  @Field(() => Int, { description: 'Posts that waited for a moderator, or do.' })
  held!: number;
  @Field(() => Int, { description: 'Times that a post was given back.' })
  returned!: number;
  @Field(() => Int, { description: 'Times that a post was hidden.' })
  hidden!: number;
  @Field(() => Int, { description: 'Steps about this member that were not taken back.' })
  steered!: number;
  @Field(() => Int, { description: 'Times that they asked another person to look.' })
  appeals!: number;
  @Field(() => Int, { description: 'Of those: taken back.' })
  overturned!: number;
  @Field(() => Int, { description: 'Talks apart that the reader may know of: their own; all for a supervisor.' })
  asides!: number;
}

export function viewSimilar(record: EarlierDecision, groupId: string): SimilarDecisionView {
  const { id, severity, kind, reasons, at, isOverturned } = record;
  const itemId = record.isThere ? record.itemId : null;
  return { record, id, itemId, severity, kind, reasons, at, isOverturned, isSameGroup: record.groupId === groupId };
}

export function viewHistory(record: MemberHistory): MemberHistoryView {
  const { posts, held, returned, hidden, steered, appeals, overturned, asides } = record;
  const { nickname, since } = record.membership;
  return { record, nickname, since, posts, held, returned, hidden, steered, appeals, overturned, asides };
}
