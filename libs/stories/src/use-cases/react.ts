import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, isId, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, membershipIn, UnitOfWork } from '@kring/platform';
import type { PostRecord, ReactionKind } from '../storage/records';
import { StoriesReader } from '../storage/stories-reader';

/** A warm reaction, given or taken back. No counter anywhere: only the author learns which kinds came in. */
@Injectable()
export class React {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    actor: AccountActor,
    input: { readonly postId: Id; readonly kind: ReactionKind; readonly on: boolean },
  ): Promise<Result<PostRecord, Problem>> {
    if (!isId(input.postId)) return fail({ ...notFound, field: 'postId' });
    return this.work.as(actor, async (transaction) => {
      const post = await this.reader.postInSight(transaction, input.postId);
      if (!post) return fail({ ...notFound, field: 'postId' });
      const member = membershipIn(actor, post.groupId);
      const isOwn = member?.membershipId === post.authorMembershipId;
      if (!member || isOwn || post.state !== 'VISIBLE') return fail(problem('NOT_ALLOWED', { field: 'postId' }));
      const place = [post.organisationId, post.id, member.membershipId, input.kind];
      if (input.on) {
        await transaction.run(
          `INSERT INTO reactions (organisation_id, post_id, membership_id, kind, group_id, post_author_membership_id, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organisation_id, post_id, membership_id, kind) DO NOTHING`,
          [...place, post.groupId, post.authorMembershipId, this.clock.now()],
        );
      } else {
        await transaction.run(
          `DELETE FROM reactions WHERE organisation_id = $1 AND post_id = $2 AND membership_id = $3 AND kind = $4`,
          place,
        );
      }
      const now = await this.reader.post(transaction, post.id);
      return now ? ok(now) : fail(notFound);
    });
  }
}
