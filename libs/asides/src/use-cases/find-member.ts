import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, invalid, isId, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { GroupsReader, type MembershipRecord } from '@kring/groups';
import { type Actor, moderatorOf, type StaffRight, type Transaction } from '@kring/platform';
import { StoriesReader } from '@kring/stories';

export interface MemberWish {
  readonly membershipId: Id | null;
  readonly postId: Id | null;
}

export interface FoundMember {
  readonly membership: MembershipRecord;
  readonly staff: StaffRight;
  readonly postId: Id | null;
}

/** The member that a moderator means: by name, or as the author of a post. */
@Injectable()
export class FindMember {
  constructor(
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
  ) {}

  async run(transaction: Transaction, actor: Actor, wish: MemberWish): Promise<Result<FoundMember, Problem>> {
    const { postId } = wish;
    if (postId === null && wish.membershipId === null) return fail(invalid('membershipId', 'post_or_member'));
    const post = postId === null ? null : await this.stories.post(transaction, postId);
    if (postId !== null && (!post || !moderatorOf(actor, post.organisationId)))
      return fail({ ...notFound, field: 'postId' });
    if (post?.authorMembershipId === null) return fail(invalid('postId', 'not_by_member'));
    const membershipId = post?.authorMembershipId ?? wish.membershipId ?? '';
    if (post && wish.membershipId !== null && wish.membershipId.toLowerCase() !== membershipId)
      return fail(invalid('postId', 'not_by_member'));
    const membership = isId(membershipId) ? (await this.groups.memberships(transaction, [membershipId]))[0] : undefined;
    const staff = membership && moderatorOf(actor, membership.organisationId);
    if (!staff) return fail({ ...notFound, field: post ? 'postId' : 'membershipId' });
    return ok({ membership, staff, postId: post?.id ?? null });
  }

  /** Refuses whoever is not an active member now; until this transaction ends, they cannot leave or be paused. */
  async stays(transaction: Transaction, membership: MembershipRecord): Promise<Result<true, Problem>> {
    const row = await transaction.row<{ state: string }>(
      `SELECT state FROM memberships WHERE organisation_id = $1 AND id = $2 FOR SHARE`,
      [membership.organisationId, membership.id],
    );
    return row?.state === 'ACTIVE' ? ok(true) : fail(problem('MEMBER_NOT_THERE'));
  }
}
