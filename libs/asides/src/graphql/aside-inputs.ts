import { Field, GraphQLISODateTime, ID, InputType } from '@nestjs/graphql';
import type { PromiseOutcome } from '../storage/records';
import { PromiseOutcomeEnum } from './aside-view';

@InputType({ isAbstract: true })
class MemberWishView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID, { nullable: true })
  membershipId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The post at which it is opened: its author is meant.' })
  postId?: string | null;
}

@InputType('OpenAsideInput')
export class OpenAsideInputView extends MemberWishView {
  @Field(() => ID, { nullable: true, description: 'What a colleague asked; then nothing else names the member.' })
  requestId?: string | null;
  @Field(() => String, { nullable: true, description: 'Why; for staff only. Needed unless a colleague asked.' })
  reason?: string | null;
  @Field({ description: 'The first words to the member.' })
  text!: string;
  @Field(() => String, { nullable: true, description: 'The slug of a helpline to point to.' })
  helpline?: string | null;
}

@InputType('AskForAsideInput')
export class AskForAsideInputView extends MemberWishView {
  @Field(() => ID, { description: 'A moderator or supervisor of the same organisation.' })
  staffId!: string;
  @Field()
  reason!: string;
}

@InputType('DeclineAsideInput')
export class DeclineAsideInputView {
  @Field(() => ID)
  requestId!: string;
}

@InputType('WriteInAsideInput')
export class WriteInAsideInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  asideId!: string;
  @Field()
  text!: string;
  @Field(() => String, { nullable: true, description: 'The slug of a helpline; staff only.' })
  helpline?: string | null;
}

@InputType('EndAsideInput')
export class EndAsideInputView {
  @Field(() => ID)
  asideId!: string;
}

@InputType('LookIntoAsideInput')
export class LookIntoAsideInputView {
  @Field(() => ID)
  asideId!: string;
}

@InputType('MakePromiseInput')
export class MakePromiseInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  messageId!: string;
  @Field({ description: 'A sentence of that message.' })
  sentence!: string;
  @Field(() => GraphQLISODateTime)
  dueAt!: Date;
}

@InputType('SettlePromiseInput')
export class SettlePromiseInputView {
  @Field(() => ID)
  promiseId!: string;
  @Field(() => PromiseOutcomeEnum)
  as!: PromiseOutcome;
}

@InputType('AnswerAsideAlarmInput')
export class AnswerAsideAlarmInputView {
  @Field(() => ID)
  alarmId!: string;
}
