import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { DecisionKind, FlagReason } from '@kring/moderation';
import { DecisionKindEnum, FlagReasonEnum } from '@kring/moderation/graphql';
import type { Severity } from '@kring/safety';
import { AssessmentView, PhotoView, SeverityEnum } from '@kring/stories/graphql';
import type { BlindReadingState } from '../domain/blind-reading';
import type { BlindReadingRecord, FirstDecision } from '../storage/records';

const states = { OPEN: 'OPEN', TAKEN: 'TAKEN', GIVEN: 'GIVEN', EXPIRED: 'EXPIRED' };
export const BlindReadingStateEnum = states as { readonly [State in BlindReadingState]: State };
registerEnumType(BlindReadingStateEnum, { name: 'BlindReadingState' });

@ObjectType('BlindPost', { description: 'A post as it was when the first decision was taken.' })
export class BlindPostView {
  @Field()
  isStory!: boolean;
  @Field()
  byModerator!: boolean;
  @Field(() => String, { nullable: true, description: 'Null for moderators, and for who left.' })
  nickname!: string | null;
  @Field(() => String, { nullable: true })
  avatar!: string | null;
  @Field({ description: 'Empty when it was taken away since.' })
  text!: string;
  @Field()
  isGone!: boolean;
  @Field(() => [PhotoView], {
    description: 'None when it was taken away since. Always blurred: whether a content note came is not told.',
  })
  photos!: readonly PhotoView[];
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => AssessmentView, { nullable: true })
  assessment!: AssessmentView | null;
}

@ObjectType('BlindFlag')
export class BlindFlagView {
  @Field(() => FlagReasonEnum)
  reason!: FlagReason;
  @Field(() => String, { nullable: true })
  note!: string | null;
  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('BlindDecision', { description: 'One of the two decisions about the same conversation.' })
export class BlindDecisionView {
  /** Not on the wire. */
  staffId!: string;

  @Field(() => DecisionKindEnum)
  kind!: DecisionKind;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field({ description: 'Empty when its words were erased.' })
  reason!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('BlindReading', { description: 'A decision that a second person takes again without knowing the first.' })
export class BlindReadingView {
  /** Not on the wire. */
  record!: BlindReadingRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => BlindReadingStateEnum)
  state!: BlindReadingState;
  @Field(() => GraphQLISODateTime)
  drawnAt!: Date;
  @Field(() => GraphQLISODateTime)
  expiresAt!: Date;
  @Field({ description: 'The reader has it now, or gave it.' })
  isMine!: boolean;
  @Field({ description: 'Somebody else reads it now.' })
  isTaken!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true })
  talkedAboutAt!: Date | null;
}

@ObjectType('BlindReadingDesk')
export class BlindReadingDeskView {
  @Field(() => [BlindReadingView], { description: 'What I may read again; soonest over first.' })
  waiting!: readonly BlindReadingView[];
  @Field(() => [BlindReadingView], { description: 'What I read again; for supervisors, what anybody did.' })
  given!: readonly BlindReadingView[];
}

@InputType('TakeBlindReadingInput')
export class TakeBlindReadingInputView {
  @Field(() => ID)
  readingId!: string;
}

@InputType('LetGoBlindReadingInput')
export class LetGoBlindReadingInputView {
  @Field(() => ID)
  readingId!: string;
}

@InputType('GiveBlindReadingInput')
export class GiveBlindReadingInputView {
  @Field(() => ID)
  readingId!: string;
  @Field(() => DecisionKindEnum)
  decision!: DecisionKind;
  @Field(() => SeverityEnum)
  severity!: Severity;
  @Field()
  reason!: string;
}

@InputType('TalkAboutBlindReadingInput')
export class TalkAboutBlindReadingInputView {
  @Field(() => ID)
  readingId!: string;
}

@InputType('ChooseBlindShareInput')
export class ChooseBlindShareInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field(() => Int, { description: 'Of a hundred decisions; 0 to 20.' })
  percent!: number;
}

@ObjectType('BlindShare')
export class BlindShareView {
  @Field(() => Int)
  percent!: number;
}

/**
 * How each reading on somebody's desk stands, by its id, to tell whether news of one changes what they see. Nothing in it changes
 * with time alone: news of a reading that they do not see would then bring it to them.
 */
export function seenOn(desk: BlindReadingDeskView | null): ReadonlyMap<string, string> {
  return new Map(
    [...(desk?.waiting ?? []), ...(desk?.given ?? [])].map(({ id, record }) => {
      const { state, readerId, takenUntil, talkedAt } = record;
      return [id, [state, readerId, takenUntil?.getTime(), talkedAt?.getTime()].join()];
    }),
  );
}

export function viewFirst({ kind, severity, reasons, staffId, at }: FirstDecision): BlindDecisionView {
  return { staffId, kind, severity, reason: reasons, at };
}

/** What the second person gave; null while nobody did. */
export function viewSecond(record: BlindReadingRecord): BlindDecisionView | null {
  const { kind, severity, reason, readerId, givenAt } = record;
  if (!kind || !severity || !readerId || !givenAt) return null;
  return { staffId: readerId, kind, severity, reason: reason ?? '', at: givenAt };
}
