import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { PageInfoView } from '@kring/platform';
import type { Severity } from '@kring/safety';
import { SeverityEnum } from '@kring/stories/graphql';
import type { DecisionKind } from '../domain/decisions';
import type { FlagReason } from '../domain/flag-reasons';
import { liveClaim, type ReviewItemState, stateAt } from '../domain/review-item';
import type { DecisionRecord, FlagRecord, ReviewItemRecord } from '../storage/records';
import { DecisionKindEnum, FlagReasonEnum, ReviewItemKindEnum, ReviewItemStateEnum } from './enums';

@ObjectType('Claim')
export class ClaimView {
  /** Not on the wire. */
  staffId!: string;

  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
}

@ObjectType('Decision')
export class DecisionView {
  /** Not on the wire. */
  staffId!: string;

  @Field(() => ID)
  id!: string;
  @Field(() => DecisionKindEnum)
  kind!: DecisionKind;
  @Field()
  reasons!: string;
  @Field(() => String, { nullable: true })
  messageToAuthor!: string | null;
  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('Flag')
export class FlagView {
  /** Not on the wire. */
  record!: FlagRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => FlagReasonEnum)
  reason!: FlagReason;
  @Field(() => String, { nullable: true })
  note!: string | null;
  @Field()
  byModerator!: boolean;
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
}

@ObjectType('ReviewItem', { description: 'One thread that needs a moderator, with everything that points at it.' })
export class ReviewItemView {
  /** Not on the wire. */
  record!: ReviewItemRecord;
  organisationId!: string;

  @Field(() => ID)
  id!: string;
  @Field(() => ReviewItemKindEnum)
  kind!: ReviewItemRecord['kind'];
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => ReviewItemStateEnum)
  state!: ReviewItemState;
  @Field(() => GraphQLISODateTime, {
    description: 'When somebody must have looked, counted in the hours the group is staffed.',
  })
  dueAt!: Date;
  @Field(() => ClaimView, { nullable: true })
  claim!: ClaimView | null;
  @Field(() => GraphQLISODateTime)
  openedAt!: Date;
  @Field(() => GraphQLISODateTime, {
    description: 'When somebody last had it in hand or did something about it; before that, when it was opened.',
  })
  touchedAt!: Date;
  @Field(() => String, { nullable: true })
  handoverNote!: string | null;
  @Field(() => Int, { description: 'Changes with every change; send it back to act only on what you saw.' })
  version!: number;
}

@ObjectType('SeverityCount')
export class SeverityCountView {
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field(() => Int)
  count!: number;
  @Field({ description: 'Whether there are more than were counted.' })
  isMore!: boolean;
}

@ObjectType('ReviewItemEdge')
export class ReviewItemEdgeView {
  @Field(() => ReviewItemView)
  node!: ReviewItemView;
  @Field()
  cursor!: string;
}

@ObjectType('ReviewItemConnection')
export class ReviewItemConnectionView {
  @Field(() => [ReviewItemEdgeView])
  edges!: readonly ReviewItemEdgeView[];
  @Field(() => PageInfoView)
  pageInfo!: PageInfoView;
  @Field(() => [SeverityCountView], { description: 'How many there are, by severity, for the same filter.' })
  counts!: readonly SeverityCountView[];
}

/** An item as it is at `now`: a claim whose lease ran out is gone. */
export function viewReviewItem(record: ReviewItemRecord, now: Date): ReviewItemView {
  return {
    record,
    organisationId: record.organisationId,
    id: record.id,
    kind: record.kind,
    severity: record.severity,
    state: stateAt(record, now),
    dueAt: record.dueAt,
    claim: liveClaim(record, now),
    openedAt: record.openedAt,
    touchedAt: record.touchedAt,
    handoverNote: record.handoverNote,
    version: record.version,
  };
}

export function viewFlag(record: FlagRecord): FlagView {
  return {
    record,
    id: record.id,
    reason: record.reason,
    note: record.note,
    byModerator: record.staffId !== null,
    createdAt: record.createdAt,
  };
}

export function viewDecision(record: DecisionRecord): DecisionView {
  return {
    staffId: record.staffId,
    id: record.id,
    kind: record.kind,
    reasons: record.reasons,
    messageToAuthor: record.messageToAuthor,
    at: record.at,
  };
}
