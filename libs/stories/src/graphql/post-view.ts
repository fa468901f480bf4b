import { Extensions, Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionTypes } from '@kring/platform';
import { photosLimit } from '../domain/limits';
import type { PostState } from '../domain/post-moves';
import type { PhotoRecord, PostRecord, ReactionKind } from '../storage/records';

export const PostStateEnum = {
  VISIBLE: 'VISIBLE',
  HELD: 'HELD',
  RETURNED: 'RETURNED',
  HIDDEN: 'HIDDEN',
  DELETED: 'DELETED',
} as const;
registerEnumType(PostStateEnum, {
  name: 'PostState',
  valuesMap: {
    HELD: { description: 'Waiting for a moderator; only its author and the moderators see it.' },
    RETURNED: { description: 'Given back to its author with reasons and help to write it again.' },
  },
});
export const ReactionKindEnum = {
  HEART: 'HEART',
  STRENGTH: 'STRENGTH',
  SAME_HERE: 'SAME_HERE',
  THANK_YOU: 'THANK_YOU',
} as const;
registerEnumType(ReactionKindEnum, { name: 'ReactionKind' });

@ObjectType('Author')
export class AuthorView {
  @Field()
  nickname!: string;
  @Field()
  isModerator!: boolean;
  @Field()
  isMe!: boolean;
  @Field({ description: 'drawing:dye for a member; initials for a moderator.' })
  avatar!: string;
}

@ObjectType('Photo')
export class PhotoView {
  @Field(() => ID)
  id!: string;
  @Field({
    description:
      'A path of this service, for whoever is signed in and may read the post, as long as they may. With ?size=small, medium, large or blur; large when it says nothing.',
  })
  url!: string;
  @Field(() => Int, { description: 'Of the largest size, in pixels.' })
  width!: number;
  @Field(() => Int)
  height!: number;
  @Field({ description: 'What its author says is on it; empty when they said nothing.' })
  alternativeText!: string;
  @Field({ description: 'Behind a content note: to be shown blurred until the reader chooses.' })
  blurred!: boolean;
}

@ObjectType('Post')
export class PostView {
  /** Not on the wire. */
  record!: PostRecord;
  organisationId!: string;

  @Field(() => ID)
  id!: string;
  @Field(() => AuthorView, { nullable: true, description: 'Null when the author left and asked to be forgotten.' })
  author!: AuthorView | null;
  @Field()
  text!: string;
  @Field(() => [PhotoView])
  @Extensions({ most: photosLimit })
  photos!: readonly PhotoView[];
  @Field(() => [String])
  contentNotes!: readonly string[];
  @Field(() => PostStateEnum)
  state!: PostState;
  @Field(() => GraphQLISODateTime)
  createdAt!: Date;
  @Field(() => GraphQLISODateTime, { nullable: true })
  editedAt!: Date | null;
  @Field(() => [ReactionKindEnum])
  myReactions!: readonly ReactionKind[];
  @Field(() => [ReactionKindEnum], {
    nullable: true,
    description: 'Author only: which warm reactions came in, never how many. Null for others.',
  })
  receivedReactions!: readonly ReactionKind[] | null;
  @Field({ description: 'A guide note of a moderator, pinned in the thread.' })
  isGuideNote!: boolean;
  @Field(() => ID, { nullable: true, description: 'The post after which a guide note stands; null: at the end.' })
  pinnedAfter!: string | null;
}

export const { Edge: PostEdge, Connection: PostConnection } = connectionTypes('Post', () => PostView);

function initials(name: string): string {
  return [...name].slice(0, 2).join('');
}

export function viewPhoto(photo: PhotoRecord, blurred: boolean): PhotoView {
  return { ...photo, url: `/photos/${photo.id}`, blurred };
}

/** A post on the wire. A deleted or erased one keeps its place and loses everything else. */
export function viewPost(
  record: PostRecord,
  myMemberships: readonly string[],
  myStaffIds: readonly string[],
): PostView {
  const isModerator = record.authorStaffId !== null;
  const isMe =
    (record.authorMembershipId !== null && myMemberships.includes(record.authorMembershipId)) ||
    (record.authorStaffId !== null && myStaffIds.includes(record.authorStaffId));
  const blurred = record.contentNotes.length > 0;
  return {
    record,
    organisationId: record.organisationId,
    id: record.id,
    author:
      record.authorName === null
        ? null
        : {
            nickname: record.authorName,
            isModerator,
            isMe,
            avatar: isModerator ? initials(record.authorName) : (record.authorAvatar ?? ''),
          },
    text: record.text,
    photos: record.photos.map((photo) => viewPhoto(photo, blurred)),
    contentNotes: record.contentNotes,
    state: record.state,
    createdAt: record.createdAt,
    editedAt: record.editedAt,
    myReactions: record.myReactions,
    receivedReactions: record.receivedReactions,
    isGuideNote: record.kind === 'GUIDE_NOTE',
    pinnedAfter: record.pinnedAfter,
  };
}
