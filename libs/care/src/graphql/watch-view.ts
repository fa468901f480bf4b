import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { StaffMemberView } from '@kring/organisations/graphql';
import { isDue, type WatchState } from '../domain/watch';
import type { WatchNoteRecord, WatchRecord } from '../storage/watches';

export const WatchStateEnum = { PROPOSED: 'PROPOSED', WATCHING: 'WATCHING', ENDED: 'ENDED' } as const;
registerEnumType(WatchStateEnum, {
  name: 'WatchState',
  valuesMap: { PROPOSED: { description: 'After a crisis: nobody took it up yet.' } },
});

@ObjectType('WatchNote')
export class WatchNoteView {
  /** Not on the wire. */
  record!: WatchNoteRecord;

  @Field(() => ID)
  id!: string;
  @Field()
  text!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => GraphQLISODateTime, { description: 'When its words are erased.' })
  expiresAt!: Date;
}

@ObjectType('Watch', { description: 'A member whom the team watches over. The member knows nothing of it.' })
export class WatchView {
  /** Not on the wire. */
  record!: WatchRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => WatchStateEnum)
  state!: WatchState;
  @Field({ description: 'Why, in a moderator’s words; empty when it was proposed after a crisis.' })
  reason!: string;
  @Field()
  afterCrisis!: boolean;
  @Field(() => GraphQLISODateTime)
  openedAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  nextContactAt!: Date | null;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Since when a member who was in crisis has neither written nor been here; null when that is not long.',
  })
  quietSince!: Date | null;
  @Field({ description: 'Asks for somebody now: nobody took it up, the contact is due, or the member went quiet.' })
  isDue!: boolean;
  @Field(() => Int, { description: 'Send it back to act only on what you saw.' })
  version!: number;
}

@ObjectType('WatchDesk')
export class WatchDeskView {
  @Field(() => [WatchView], { description: 'Everybody who is watched over; what asks for somebody first.' })
  watches!: readonly WatchView[];
  @Field(() => [StaffMemberView], { description: 'Who may watch, oneself included.' })
  team!: readonly StaffMemberView[];
}

@ObjectType('WatchFigures', { description: 'How often the team watched over somebody, and whether it does now.' })
export class WatchFiguresView {
  @Field(() => Int)
  times!: number;
  @Field()
  isWatched!: boolean;
}

@InputType('WatchOverInput')
export class WatchOverInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID, { nullable: true })
  membershipId?: string | null;
  @Field(() => ID, { nullable: true, description: 'A post: its author is meant.' })
  postId?: string | null;
  @Field()
  reason!: string;
  @Field(() => ID, { nullable: true, description: 'Who watches; null: oneself.' })
  ownerId?: string | null;
  @Field(() => GraphQLISODateTime)
  nextContactAt!: Date;
}

@InputType('ChangeWatchInput')
export class ChangeWatchInputView {
  @Field(() => ID)
  watchId!: string;
  @Field(() => Int)
  version!: number;
  @Field(() => ID, { nullable: true, description: 'Hands it to a colleague.' })
  ownerId?: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true })
  nextContactAt?: Date | null;
  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType('EndWatchInput')
export class EndWatchInputView {
  @Field(() => ID)
  watchId!: string;
  @Field(() => Int)
  version!: number;
  @Field()
  reason!: string;
}

export function viewWatch(record: WatchRecord, now: Date): WatchView {
  const { id, state, reason, openedAt, nextContactAt, quietSince, version } = record;
  return {
    ...{ record, id, state, reason, openedAt, nextContactAt, quietSince, version },
    afterCrisis: record.reviewItemId !== null,
    isDue: isDue(record, now),
  };
}

export function viewNote(record: WatchNoteRecord): WatchNoteView {
  const { id, text, at, expiresAt } = record;
  return { record, id, text, at, expiresAt };
}
