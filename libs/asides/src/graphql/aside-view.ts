import { Field, GraphQLISODateTime, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { HelpCardView } from '@kring/guidance/graphql';
import { StaffMemberView, viewStaff } from '@kring/organisations/graphql';
import { type AsideEnd, asideState, mayWrite, type AsideSide } from '../domain/aside';
import type {
  AsideAlarmRecord,
  AsideMessageRecord,
  AsideRecord,
  AsideRequestRecord,
  PromiseOutcome,
  PromiseRecord,
} from '../storage/records';
import type { AsideDesk } from '../use-cases/read-asides';

export const AsideEndEnum = {
  MEMBER: 'MEMBER',
  STAFF: 'STAFF',
  MEMBERSHIP: 'MEMBERSHIP',
  POSITION: 'POSITION',
} as const;
registerEnumType(AsideEndEnum, {
  name: 'AsideEnd',
  valuesMap: {
    MEMBERSHIP: { description: 'The member left, was paused or was removed.' },
    POSITION: { description: 'The moderator is none any more.' },
  },
});
export const PromiseOutcomeEnum = { KEPT: 'KEPT', LET_GO: 'LET_GO' } as const;
registerEnumType(PromiseOutcomeEnum, { name: 'PromiseOutcome' });

@ObjectType('AsideMessage')
export class AsideMessageView {
  /** Not on the wire. */
  organisationId!: string;
  record!: AsideMessageRecord;

  @Field(() => ID)
  id!: string;
  @Field()
  byMember!: boolean;
  @Field({ description: 'Empty once the words were erased.' })
  text!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('Aside', { description: 'A private conversation of one moderator with one member.' })
export class AsideView {
  /** Not on the wire. */
  organisationId!: string;
  record!: AsideRecord;
  /** What a supervisor reads by a look that is on record. */
  looked?: readonly AsideMessageRecord[];

  @Field(() => ID)
  id!: string;
  @Field(() => GraphQLISODateTime)
  openedAt!: Date;
  @Field(() => GraphQLISODateTime)
  lastAt!: Date;
  @Field({ description: 'Whether the last words were the member’s.' })
  lastByMember!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true })
  endedAt!: Date | null;
  @Field(() => AsideEndEnum, { nullable: true })
  endedBy!: AsideEnd | null;
  @Field({ description: 'Its words were erased; that it was is kept.' })
  isErased!: boolean;
}

@ObjectType('AsideRequest', { description: 'A colleague asks a moderator to talk with a member.' })
export class AsideRequestView {
  /** Not on the wire. */
  record!: AsideRequestRecord;

  @Field(() => ID)
  id!: string;
  @Field()
  reason!: string;
  @Field(() => ID, { nullable: true, description: 'The post at which it was asked.' })
  postId!: string | null;
  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('AsideAlarm', {
  description: 'Somebody in an aside needs somebody now. Says who, and not what was said.',
})
export class AsideAlarmView {
  /** Not on the wire. */
  record!: AsideAlarmRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  answeredAt!: Date | null;
}

@ObjectType('AsidePromise', {
  description: 'What a moderator promised a member, for whoever is on duty when it is due.',
})
export class AsidePromiseView {
  /** Not on the wire. */
  record!: PromiseRecord;

  @Field(() => ID)
  id!: string;
  @Field()
  sentence!: string;
  @Field(() => GraphQLISODateTime)
  dueAt!: Date;
  @Field(() => GraphQLISODateTime)
  madeAt!: Date;
  @Field(() => PromiseOutcomeEnum, { nullable: true })
  settledAs!: PromiseOutcome | null;
}

@ObjectType('AsideDesk', { description: 'What one moderator has to do with asides.' })
export class AsideDeskView {
  @Field(() => [AsideView], { description: 'What waits for an answer first, then the newest.' })
  mine!: readonly AsideView[];
  @Field(() => [AsideView], {
    description: 'That colleagues talk, and with whom; for supervisors, empty for others.',
  })
  others!: readonly AsideView[];
  @Field(() => [AsideRequestView])
  requests!: readonly AsideRequestView[];
  @Field(() => [AsideAlarmView], { description: 'Alarms that stand in no conversation of the queue.' })
  alarms!: readonly AsideAlarmView[];
  @Field(() => [AsidePromiseView], { description: 'Open promises of the whole team, the soonest first.' })
  promises!: readonly AsidePromiseView[];
  @Field(() => [StaffMemberView], { description: 'Whom one may ask to talk with somebody.' })
  colleagues!: readonly StaffMemberView[];
}

@ObjectType('AsideWritten')
export class AsideWrittenView {
  @Field(() => AsideView)
  aside!: AsideView;
  @Field(() => AsideMessageView)
  said!: AsideMessageView;
  @Field(() => HelpCardView, { nullable: true, description: 'For a member whose words ask for somebody now.' })
  help!: HelpCardView | null;
}

export function viewAside(record: AsideRecord, looked?: readonly AsideMessageRecord[]): AsideView {
  const { organisationId, id, openedAt, lastAt, endedAt, endedBy } = record;
  return {
    ...{ organisationId, record, id, openedAt, lastAt, endedAt, endedBy },
    lastByMember: record.lastBy === 'MEMBER',
    isErased: record.erasedAt !== null,
    ...(looked ? { looked } : {}),
  };
}

/** Whether one of the two, who stands on this side, may write now. */
export function writes(record: AsideRecord, side: AsideSide | null): boolean {
  return side !== null && mayWrite(asideState(record)).ok;
}

export function viewMessage(record: AsideMessageRecord): AsideMessageView {
  const { organisationId, id, byMember, text, at } = record;
  return { organisationId, record, id, byMember, text, at };
}

export function viewAlarm(record: AsideAlarmRecord): AsideAlarmView {
  return { record, id: record.id, at: record.at, answeredAt: record.answeredAt };
}

export function viewRequest(record: AsideRequestRecord): AsideRequestView {
  const { id, reason, postId, at } = record;
  return { record, id, reason, postId, at };
}

export function viewPromise(record: PromiseRecord): AsidePromiseView {
  const { id, sentence, dueAt, madeAt, settledAs } = record;
  return { record, id, sentence, dueAt, madeAt, settledAs };
}

export function viewDesk(desk: AsideDesk): AsideDeskView {
  return {
    mine: desk.mine.map((record) => viewAside(record)),
    others: desk.others.map((record) => viewAside(record)),
    requests: desk.requests.map(viewRequest),
    alarms: desk.alarms.map(viewAlarm),
    promises: desk.promises.map(viewPromise),
    colleagues: desk.colleagues.map(viewStaff),
  };
}
