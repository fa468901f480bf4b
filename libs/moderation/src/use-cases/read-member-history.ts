import { Inject, Injectable } from '@nestjs/common';
import { AsideFigures } from '@kring/asides';
import { GroupsReader, type MembershipRecord } from '@kring/groups';
import type { Id } from '@kring/kernel';
import { type KringContext, moderatorOf, UnitOfWork } from '@kring/platform';
import { StoriesReader } from '@kring/stories';
import { MemberHistories, type MemberFigures } from '../storage/member-histories';

export interface MemberHistory extends MemberFigures {
  readonly membership: MembershipRecord;
  readonly asides: number;
}

/** What happened with whoever wrote a post, in that group alone: what they did elsewhere stays behind the wall. */
@Injectable()
export class ReadMemberHistory {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(GroupsReader) private readonly groups: GroupsReader,
    @Inject(AsideFigures) private readonly asides: AsideFigures,
    @Inject(MemberHistories) private readonly histories: MemberHistories,
  ) {}

  /** Null for a post that is not there, not theirs to moderate, or by no member. */
  run(context: Pick<KringContext, 'actor'>, postId: Id): Promise<MemberHistory | null> {
    return this.work.as(context.actor, async (transaction) => {
      const post = await this.stories.post(transaction, postId);
      if (!post?.authorMembershipId || !moderatorOf(context.actor, post.organisationId)) return null;
      const { organisationId, authorMembershipId: id } = post;
      const [membership] = await this.groups.memberships(transaction, [id]);
      const figures = membership && (await this.histories.figures(transaction, organisationId, id));
      if (!figures) return null;
      return { ...figures, membership, asides: await this.asides.withMember(transaction, organisationId, id) };
    });
  }
}
