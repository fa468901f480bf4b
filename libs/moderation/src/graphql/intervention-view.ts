import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Language } from '@kring/platform';
import type { Climate } from '@kring/safety';
import type { SlowModeFor } from '@kring/stories';
import { QuietHoursView, viewQuietHours } from '@kring/groups/graphql';
import { SlowModeForEnum } from '@kring/stories/graphql';
import { type InterventionKind, isUndoable } from '../domain/interventions';
import type { InterventionRecord } from '../storage/records';
import { ClimateEnum, InterventionKindEnum } from './enums';

@ObjectType('Intervention')
export class InterventionView {
  /** Not on the wire. */
  record!: InterventionRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => InterventionKindEnum)
  kind!: InterventionKind;
  @Field()
  reason!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endsAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  undoneAt!: Date | null;
  @Field({ description: 'Whether taking it back still means anything.' })
  undoable!: boolean;
  @Field(() => Int, { nullable: true, description: 'Slow mode: once in how many minutes.' })
  minutes!: number | null;
  @Field(() => SlowModeForEnum, { nullable: true })
  slowModeFor!: SlowModeFor | null;
  @Field(() => Boolean, { nullable: true, description: 'Slow mode: whether the opener may go on as before.' })
  sparesOpener!: boolean | null;
  @Field(() => QuietHoursView, { nullable: true })
  quietHours!: QuietHoursView | null;
  @Field(() => String, { nullable: true, description: "The question that it shows, in the reader's language." })
  prompt!: string | null;
  @Field(() => String, { nullable: true })
  messageToMembers!: string | null;
  @Field(() => ClimateEnum, {
    description: 'Climate when it was done, and when it was checked again; null until then.',
  })
  climateBefore!: Climate;
  @Field(() => ClimateEnum, { nullable: true })
  climateAfter!: Climate | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  climateCheckedAt!: Date | null;
}

@ObjectType('InterventionDone')
export class InterventionDoneView {
  /** Not on the wire: the thread it was done to. */
  threadId!: string;

  @Field(() => InterventionView)
  intervention!: InterventionView;
}

export function viewIntervention(record: InterventionRecord, now: Date, language: Language): InterventionView {
  const {
    id,
    kind,
    reason,
    at,
    endsAt,
    undoneAt,
    minutes,
    messageToMembers,
    climateBefore,
    climateAfter,
    climateCheckedAt,
    terms,
  } = record;
  return {
    record,
    id,
    kind,
    reason,
    at,
    endsAt,
    undoneAt,
    minutes,
    messageToMembers,
    climateBefore,
    climateAfter,
    climateCheckedAt,
    slowModeFor: terms.slowModeFor ?? null,
    sparesOpener: terms.sparesOpener ?? null,
    prompt: terms.prompt?.[language] ?? null,
    quietHours: viewQuietHours(terms.quietHours ?? null),
    undoable: isUndoable(record, now),
  };
}
