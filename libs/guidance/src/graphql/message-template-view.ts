import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Language } from '@kring/safety';
import type { MessageTemplate, TemplatePurpose } from '../domain/message-templates';
import { LanguageEnum, TemplatePurposeEnum } from './enums';

@ObjectType('MessageTemplate', { description: 'Words that are ready but for their blanks, `{like this}`.' })
export class MessageTemplateView {
  @Field(() => ID)
  id!: string;
  @Field(() => TemplatePurposeEnum)
  purpose!: TemplatePurpose;
  @Field(() => LanguageEnum)
  language!: Language;
  @Field()
  name!: string;
  @Field()
  text!: string;
  @Field(() => Int, { description: 'Changes with every change; send it back to change only what you saw.' })
  version!: number;
  @Field({ description: 'Whether it came with the service, also when it was worded anew.' })
  isShipped!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Put away: not to be chosen any more.' })
  retiredAt!: Date | null;
}

@InputType('KeepMessageTemplateInput')
export class KeepMessageTemplateInputView {
  @Field(() => ID)
  clientKey!: string;
  @Field(() => ID)
  organisationId!: string;
  @Field(() => ID, { nullable: true, description: 'Absent for a new one.' })
  templateId?: string | null;
  @Field(() => Int, { nullable: true, description: 'The version that was seen.' })
  version?: number | null;
  @Field(() => TemplatePurposeEnum, { description: 'Stays as it was made.' })
  purpose!: TemplatePurpose;
  @Field(() => LanguageEnum, { description: 'Stays as it was made.' })
  language!: Language;
  @Field()
  name!: string;
  @Field({ description: 'With blanks between braces: `{nickname}`, `{own words}`.' })
  text!: string;
  @Field(() => Boolean, { nullable: true, description: 'Puts it away; false when absent.' })
  retired?: boolean | null;
}

export function viewTemplate(template: MessageTemplate): MessageTemplateView {
  const { id, purpose, language, name, text, version, shippedKey, retiredAt } = template;
  return { id, purpose, language, name, text, version, isShipped: shippedKey !== null, retiredAt };
}
