import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import type { HelplineRecord } from '../helplines';

@ObjectType('Helpline')
export class HelplineView {
  @Field(() => ID)
  slug!: string;
  @Field()
  name!: string;
  @Field(() => [String])
  topics!: readonly string[];
  @Field(() => String, { nullable: true })
  phone!: string | null;
  @Field(() => String, { nullable: true })
  chatUrl!: string | null;
  @Field(() => String, { nullable: true })
  url!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Null until an organisation has checked it.' })
  verifiedOn!: Date | null;
}

@ObjectType('HelpCard', { description: 'Shown to the author at once when a post suggests they need somebody now.' })
export class HelpCardView {
  @Field()
  message!: string;
  @Field({ description: 'What to do when there is danger right now.' })
  danger!: string;
  @Field(() => [HelplineView])
  helplines!: readonly HelplineView[];
}

export function viewHelpline(record: HelplineRecord): HelplineView {
  return {
    slug: record.slug,
    name: record.name,
    topics: record.topics,
    phone: record.channels.phone ?? null,
    chatUrl: record.channels.chat ? record.url : null,
    url: record.url,
    verifiedOn: record.verifiedOn ? new Date(record.verifiedOn) : null,
  };
}
