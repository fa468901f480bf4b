import { Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Actor, moderatorOf } from '@kring/platform';
import type { HandOverKind, HandOverLine } from '../domain/hand-over';
import { noteMendableMinutes } from '../domain/limits';
import type { HandOverRecord } from '../storage/hand-overs';
import type { ItemNoteKind, ItemNoteRecord } from '../storage/item-notes';
import type { MentionRecord } from '../storage/mentions';

const itemNoteKinds = { NOTE: 'NOTE', PROMISE: 'PROMISE', RELEASED: 'RELEASED', HANDED: 'HANDED', BROKEN: 'BROKEN' };
export const ItemNoteKindEnum = itemNoteKinds as { readonly [Kind in ItemNoteKind]: Kind };
registerEnumType(ItemNoteKindEnum, { name: 'ItemNoteKind' });

const handOverKinds = {
  HANDED: 'HANDED',
  LET_GO: 'LET_GO',
  CALLED: 'CALLED',
  PROMISED: 'PROMISED',
  FOLLOWED: 'FOLLOWED',
  NOTE: 'NOTE',
  HELD_POSTS: 'HELD_POSTS',
  WATCHED: 'WATCHED',
  OPEN: 'OPEN',
};
export const HandOverKindEnum = handOverKinds as { readonly [Kind in HandOverKind]: Kind };
registerEnumType(HandOverKindEnum, { name: 'HandOverKind' });

@ObjectType('ItemNote', { description: 'What was written on an item, or why it went from one to another.' })
export class ItemNoteView {
  /** Not on the wire. */
  record!: ItemNoteRecord;

  @Field(() => ID)
  id!: string;
  @Field(() => ItemNoteKindEnum)
  kind!: ItemNoteKind;
  @Field()
  text!: string;
  @Field(() => GraphQLISODateTime)
  at!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When its writer mended it.' })
  editedAt!: Date | null;
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until when the reader can mend it or take it back; null for what others wrote, or when that is over.',
  })
  mendableUntil!: Date | null;
}

@ObjectType('Mention', { description: 'A colleague asks the reader about an item.' })
export class MentionView {
  /** Not on the wire. */
  record!: MentionRecord;

  @Field(() => GraphQLISODateTime)
  at!: Date;
}

@ObjectType('HandOverLine')
export class HandOverLineView {
  /** Not on the wire. */
  line!: HandOverLine;

  @Field(() => HandOverKindEnum)
  kind!: HandOverKind;
}

@ObjectType('HandOver', { description: 'What the next one should know, written when a duty ended.' })
export class HandOverView {
  /** Not on the wire. */
  record!: HandOverRecord;

  @Field(() => ID)
  id!: string;
  @Field()
  text!: string;
  @Field(() => GraphQLISODateTime)
  endedAt!: Date;
  @Field({ description: 'False when the duty ran out and nobody signed.' })
  isSigned!: boolean;
}

@InputType('EndDutyInput')
export class EndDutyInputView {
  @Field(() => ID)
  organisationId!: string;
  @Field(() => String, { nullable: true, description: 'What no list can say.' })
  text?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'A colleague on duty who gets what I have in hand; else it is let go.',
  })
  handTo?: string | null;
}

@InputType('ConfirmHandOverInput')
export class ConfirmHandOverInputView {
  @Field(() => ID)
  id!: string;
}

@InputType('HandReviewItemInput')
export class HandReviewItemInputView {
  @Field(() => ID)
  id!: string;
  @Field(() => ID, { description: 'Somebody on duty.' })
  staffId!: string;
  @Field()
  note!: string;
}

@InputType('BreakClaimInput')
export class BreakClaimInputView {
  @Field(() => ID)
  id!: string;
  @Field()
  reason!: string;
}

@InputType('NoteReviewItemInput')
export class NoteReviewItemInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  id!: string;
  @Field()
  text!: string;
  @Field({ description: 'Something promised to somebody, which the next one must keep.' })
  isPromise!: boolean;
  @Field(() => [ID], { nullable: true, description: 'Colleagues who are asked: moderators and supervisors.' })
  mentions?: readonly string[] | null;
}

@InputType('MendNoteInput')
export class MendNoteInputView {
  @Field(() => ID)
  noteId!: string;
  @Field()
  text!: string;
}

@InputType('TakeNoteBackInput')
export class TakeNoteBackInputView {
  @Field(() => ID)
  noteId!: string;
}

@InputType('ReadMentionInput')
export class ReadMentionInputView {
  @Field(() => ID)
  noteId!: string;
}

export function viewItemNote(record: ItemNoteRecord, actor: Actor, now: Date): ItemNoteView {
  const { id, kind, text, at, editedAt } = record;
  const until = new Date(at.getTime() + noteMendableMinutes * 60_000);
  const isMine = moderatorOf(actor, record.organisationId)?.staffId === record.staffId;
  const isMendable = isMine && (kind === 'NOTE' || kind === 'PROMISE') && until > now;
  return { record, id, kind, text, at, editedAt, mendableUntil: isMendable ? until : null };
}

export function viewHandOver(record: HandOverRecord): HandOverView {
  const { id, text, endedAt, isSigned } = record;
  return { record, id, text, endedAt, isSigned };
}

export function viewLine(line: HandOverLine): HandOverLineView {
  return { line, kind: line.kind };
}
