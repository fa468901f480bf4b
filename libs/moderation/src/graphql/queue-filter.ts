import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Severity } from '@kring/safety';
import { SeverityEnum } from '@kring/stories/graphql';
import { type QueueKind, type QueueWish, wholeQueue } from '../domain/queue-wish';
import type { ReviewItemState } from '../domain/review-item';
import { QueueKindEnum, ReviewItemStateEnum } from './enums';

const meaning = {
  states: 'All but RESOLVED when absent.',
  mine: 'What I have in hand; among RESOLVED, what I ended.',
  free: 'What nobody has in hand.',
  flagged: 'What a member flagged.',
  held: 'Threads in which a post waits.',
  overdue: 'What was due before now.',
} as const;

@InputType('ReviewItemFilter', { description: 'What is absent, false or empty narrows nothing.' })
export class ReviewItemFilterView {
  @Field(() => ID, { nullable: true })
  groupId?: string | null;
  @Field(() => [ID], { nullable: true, description: 'A set of groups.' })
  groupIds?: string[] | null;
  @Field(() => [SeverityEnum], { nullable: true })
  severities?: Severity[] | null;
  @Field(() => [ReviewItemStateEnum], { nullable: true, description: meaning.states })
  states?: ReviewItemState[] | null;
  @Field(() => [QueueKindEnum], { nullable: true })
  kinds?: QueueKind[] | null;
  @Field(() => Boolean, { nullable: true, description: meaning.mine })
  mine?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: meaning.free })
  free?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: meaning.flagged })
  flagged?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: meaning.held })
  held?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: meaning.overdue })
  overdue?: boolean | null;
}

@ObjectType('QueueFilter', { description: 'What a saved view is narrowed to; see ReviewItemFilter.' })
export class QueueFilterView implements QueueWish {
  @Field(() => [ID])
  groupIds!: readonly string[];
  @Field(() => [SeverityEnum])
  severities!: readonly Severity[];
  @Field(() => [ReviewItemStateEnum], { description: meaning.states })
  states!: readonly ReviewItemState[];
  @Field(() => [QueueKindEnum])
  kinds!: readonly QueueKind[];
  @Field({ description: meaning.mine })
  mine!: boolean;
  @Field({ description: meaning.free })
  free!: boolean;
  @Field({ description: meaning.flagged })
  flagged!: boolean;
  @Field({ description: meaning.held })
  held!: boolean;
  @Field({ description: meaning.overdue })
  overdue!: boolean;
}

export function readFilter(filter: ReviewItemFilterView): QueueWish {
  const { groupId, groupIds, severities, states, kinds, mine, free, flagged, held, overdue } = filter;
  return {
    groupIds: [...(groupIds ?? []), ...(groupId === null || groupId === undefined ? [] : [groupId])],
    severities: severities ?? wholeQueue.severities,
    states: states ?? wholeQueue.states,
    kinds: kinds ?? wholeQueue.kinds,
    mine: mine ?? false,
    free: free ?? false,
    flagged: flagged ?? false,
    held: held ?? false,
    overdue: overdue ?? false,
  };
}
