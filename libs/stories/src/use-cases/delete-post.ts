import { Inject, Injectable } from '@nestjs/common';
import { canMove, fail, type Id, isId, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, membershipIn, moderatorOf, UnitOfWork } from '@kring/platform';
import { postMoves } from '../domain/post-moves';
import { PostWriter } from '../storage/post-writer';
import type { PostRecord } from '../storage/records';
import { StoriesReader } from '../storage/stories-reader';

/** An author takes their words away; the place stays, so that answers still make sense. Deleting again changes nothing. */
@Injectable()
export class DeletePost {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(PostWriter) private readonly writer: PostWriter,
  ) {}

  async run(actor: AccountActor, postId: Id): Promise<Result<PostRecord, Problem>> {
    if (!isId(postId)) return fail({ ...notFound, field: 'postId' });
    return this.work.as(actor, async (transaction) => {
      const post = await this.reader.postInReach(transaction, postId);
      if (!post) return fail({ ...notFound, field: 'postId' });
      const mine =
        (post.authorMembershipId !== null &&
          membershipIn(actor, post.groupId)?.membershipId === post.authorMembershipId) ||
        (post.authorStaffId !== null && moderatorOf(actor, post.organisationId)?.staffId === post.authorStaffId);
      if (!mine) return fail(problem('NOT_ALLOWED', { field: 'postId' }));
      if (canMove(postMoves, post.state, 'DELETED') && !(await this.writer.remove(transaction, post)))
        return fail(problem('STALE'));
      const now = await this.reader.post(transaction, postId);
      return now ? ok(now) : fail(notFound);
    });
  }
}
