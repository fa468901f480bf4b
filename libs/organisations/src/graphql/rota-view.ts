import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { writeTimeOfDay } from '@kring/kernel';
import type { DutyRecord } from '../storage/duties';
import type { RotaShiftRecord } from '../storage/rota';

@ObjectType('RotaShift', { description: 'Who reads along when, on the clocks of the organisation.' })
export class RotaShiftView {
  /** Not on the wire. */
  record!: RotaShiftRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => [ID], { description: 'None: all groups.' })
  groupIds!: readonly string[];
  @Field(() => [Int], { description: 'On which weekdays it begins; 0 is Sunday.' })
  weekdays!: readonly number[];
  @Field(() => String, { nullable: true, description: 'Its first day, 2026-11-27; the same as the last: only then.' })
  startsOn!: string | null;
  @Field(() => String, { nullable: true })
  endsOn!: string | null;
  @Field({ description: '22:00' })
  from!: string;
  @Field({ description: 'No later than `from`: on the next day.' })
  to!: string;
}

@ObjectType('Duty', { description: "Somebody's being there." })
export class DutyView {
  /** Not on the wire. */
  record!: DutyRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => [ID], { description: 'None: all groups.' })
  groupIds!: readonly string[];
  @Field(() => GraphQLISODateTime)
  startedAt!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When it is over by itself.' })
  until!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endedAt!: Date | null;
}

@ObjectType('OnCall', { description: 'Who is called when nobody takes a crisis.' })
export class OnCallView {
  /** Not on the wire. */
  staffId!: string | null;
}

@InputType('AddRotaShiftInput')
export class AddRotaShiftInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => [ID], { description: 'None: all groups.' })
  groupIds!: string[];
  @Field(() => [ID], { description: 'Moderators and supervisors.' })
  staffIds!: string[];
  @Field(() => [Int], { description: 'On which weekdays it begins; 0 is Sunday.' })
  weekdays!: number[];
  @Field(() => String, { nullable: true, description: 'Instead of weekdays: only on this day, 2026-11-27.' })
  onDate?: string | null;
  @Field(() => String, { nullable: true })
  startsOn?: string | null;
  @Field(() => String, { nullable: true })
  endsOn?: string | null;
  @Field({ description: '22:00, on the clocks of the organisation.' })
  from!: string;
  @Field({ description: 'No later than `from`: on the next day.' })
  to!: string;
}

@InputType('RemoveRotaShiftInput')
export class RemoveRotaShiftInputView {
  @Field(() => ID)
  id!: string;
}

@InputType('SetOnCallInput')
export class SetOnCallInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field(() => ID, { nullable: true, description: 'A moderator or supervisor; null for nobody.' })
  staffId?: string | null;
}

@InputType('StartDutyInput')
export class StartDutyInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => [ID], { description: 'None: all groups; while on duty: those that it is for.' })
  groupIds!: string[];
}

export function viewRotaShift(record: RotaShiftRecord): RotaShiftView {
  const { id, groupIds, weekdays, startsOn, endsOn, from, to } = record;
  return { record, id, groupIds, weekdays, startsOn, endsOn, from: writeTimeOfDay(from), to: writeTimeOfDay(to) };
}

export function viewDuty(record: DutyRecord): DutyView {
  const { id, groupIds, startedAt, until, endedAt } = record;
  return { record, id, groupIds, startedAt, until, endedAt };
}
