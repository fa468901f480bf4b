import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import { type PostRecord, SteerThread, type ThreadRecord } from '@kring/stories';
import type { Deed } from '../domain/interventions';

/** Asks the library that keeps threads and posts to do one thing. Answers the id of a post that it made. */
@Injectable()
export class CarryOut {
  constructor(@Inject(SteerThread) private readonly steer: SteerThread) {}

  async run(
    transaction: Transaction,
    thread: ThreadRecord,
    post: PostRecord | null,
    deed: Deed,
    staffId: Id,
  ): Promise<Result<Id | null, Problem>> {
    if (deed.do === 'SET') {
      await this.steer.setPolicy(transaction, thread, deed.change);
      return ok(null);
    }
    if (deed.do === 'PIN') {
      return ok(
        await this.steer.pinGuideNote(transaction, thread, { staffId, text: deed.text, afterPostId: deed.afterPostId }),
      );
    }
    if (!post) return fail(notFound);
    if (deed.do === 'NOTES') {
      await this.steer.setContentNotes(transaction, post, deed.notes);
      return ok(null);
    }
    // What a decision was about is kept, whatever the author does with the post later.
    await this.steer.keepRevision(transaction, post.organisationId, post.id, post.revision);
    const moved = await this.steer.movePost(
      transaction,
      post,
      deed.to,
      deed.message === null ? null : { staffId, text: deed.message },
    );
    return moved.ok ? ok(null) : moved;
  }
}
