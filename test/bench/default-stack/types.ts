import {
  createUnionType,
  Field,
  GraphQLISODateTime,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from '@nestjs/graphql';
import type { Post, ReviewItem, Thread } from './entities';

// The part of Kring's schema that the scenes ask for, in the code-first way.

const enumOf = <T extends string>(name: string, ...values: T[]): Record<T, T> => {
  const made = Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;
  registerEnumType(made, { name });
  return made;
};
const PostState = enumOf('PostState', 'VISIBLE', 'HELD', 'RETURNED', 'HIDDEN', 'DELETED');
const ReactionKind = enumOf('ReactionKind', 'HEART', 'STRENGTH', 'SAME_HERE', 'THANK_YOU');
const SeverityKind = enumOf('Severity', 'GREEN', 'AMBER', 'RED', 'CRISIS');
export const QueueOrderType = enumOf('QueueOrder', 'GRAVEST', 'UNTOUCHED');
const ReviewItemState = enumOf('ReviewItemState', 'OPEN', 'CLAIMED', 'WAITING', 'RESOLVED');

@ObjectType('Author')
export class AuthorType {
  @Field() nickname!: string;
  @Field() isModerator!: boolean;
  @Field() isMe!: boolean;
  @Field() avatar!: string;
}

@ObjectType('Post')
export class PostType {
  row!: Post;
  @Field(() => ID) id!: string;
  @Field() text!: string;
  @Field(() => PostState) state!: string;
  @Field(() => GraphQLISODateTime) createdAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) editedAt!: Date | null;
  @Field(() => [String]) contentNotes!: string[];
  @Field() isGuideNote!: boolean;
  @Field(() => ID, { nullable: true }) pinnedAfter!: string | null;
  @Field(() => AuthorType, { nullable: true }) author!: AuthorType | null;
  @Field(() => [ReactionKind]) myReactions!: string[];
  @Field(() => [ReactionKind], { nullable: true }) receivedReactions!: string[] | null;
}

@ObjectType('PageInfo')
export class PageInfoType {
  @Field() hasNextPage!: boolean;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

@ObjectType('PostEdge')
export class PostEdgeType {
  @Field() cursor!: string;
  @Field(() => PostType) node!: PostType;
}

@ObjectType('PostConnection')
export class PostConnectionType {
  @Field(() => [PostEdgeType]) edges!: PostEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@ObjectType('ReplyPolicy')
export class ReplyPolicyType {
  @Field() canReply!: boolean;
  @Field(() => Int, { nullable: true }) slowModeMinutes!: number | null;
  @Field() heldForReview!: boolean;
  @Field(() => GraphQLISODateTime, { nullable: true }) reopensAt!: Date | null;
  @Field(() => String, { nullable: true }) explanation!: string | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) myNextPostAt!: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) endsAt!: Date | null;
}

@ObjectType('Group')
export class GroupType {
  organisationId!: string;
  @Field(() => ID) id!: string;
  @Field() name!: string;
}

@ObjectType('Thread')
export class ThreadType {
  row!: Thread;
  lastActivityAt?: Date;
  @Field(() => ID) id!: string;
  @Field() title!: string;
  @Field(() => GroupType, { nullable: true }) group!: GroupType | null;
}

@ObjectType('ThreadEdge')
export class ThreadEdgeType {
  @Field() cursor!: string;
  @Field(() => ThreadType) node!: ThreadType;
}

@ObjectType('ThreadConnection')
export class ThreadConnectionType {
  @Field(() => [ThreadEdgeType]) edges!: ThreadEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
}

@ObjectType('HelpCard')
export class HelpCardType {
  @Field() message!: string;
}

@ObjectType('PostSubmitted')
export class PostSubmittedType {
  @Field(() => PostType) post!: PostType;
  @Field(() => HelpCardType, { nullable: true }) help!: HelpCardType | null;
}

@ObjectType('Problem')
export class ProblemType {
  readonly __typename = 'Problem';
  @Field() code!: string;
  @Field() message!: string;
}

@ObjectType('Viewer')
export class ViewerType {
  @Field(() => ID) id!: string;
}

@ObjectType('Session')
export class SessionType {
  @Field() token!: string;
  @Field(() => ViewerType) viewer!: ViewerType;
}

const unionOf = (name: string, success: () => typeof PostSubmittedType | typeof SessionType, successName: string) =>
  createUnionType({
    name,
    types: () => [success(), ProblemType] as const,
    resolveType: (value: { __typename?: string }) => value.__typename ?? successName,
  });
export const ReplyResult = unionOf('ReplyResult', () => PostSubmittedType, 'PostSubmitted');
export const SignInResult = unionOf('SignInResult', () => SessionType, 'Session');

@InputType('ReplyInput')
export class ReplyInputType {
  @Field(() => ID) clientKey!: string;
  @Field(() => ID) threadId!: string;
  @Field() text!: string;
}

@InputType('SignInInput')
export class SignInInputType {
  @Field() signInName!: string;
  @Field() passphrase!: string;
}

@ObjectType('StaffMember')
export class StaffMemberType {
  @Field(() => ID) id!: string;
  @Field() displayName!: string;
}

@ObjectType('Claim')
export class ClaimType {
  @Field(() => GraphQLISODateTime) expiresAt!: Date;
  @Field(() => StaffMemberType) by!: StaffMemberType;
}

@ObjectType('ReviewItem')
export class ReviewItemType {
  row!: ReviewItem;
  @Field(() => ID) id!: string;
  @Field(() => ReviewItemState) state!: string;
  @Field(() => SeverityKind) severity!: string;
  @Field() why!: string;
  @Field(() => GraphQLISODateTime) dueAt!: Date;
  @Field(() => GraphQLISODateTime) openedAt!: Date;
  @Field(() => Int) version!: number;
  @Field(() => ClaimType, { nullable: true }) claim!: ClaimType | null;
  @Field(() => ThreadType) thread!: ThreadType;
}

@ObjectType('ReviewItemEdge')
export class ReviewItemEdgeType {
  @Field() cursor!: string;
  @Field(() => ReviewItemType) node!: ReviewItemType;
}

@ObjectType('SeverityCount')
export class SeverityCountType {
  @Field(() => SeverityKind) severity!: string;
  @Field(() => Int) count!: number;
}

@ObjectType('ReviewItemConnection')
export class ReviewItemConnectionType {
  @Field(() => [ReviewItemEdgeType]) edges!: ReviewItemEdgeType[];
  @Field(() => PageInfoType) pageInfo!: PageInfoType;
  @Field(() => [SeverityCountType]) counts!: SeverityCountType[];
}
