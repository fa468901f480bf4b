import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  fail,
  type Id,
  isId,
  notFound,
  ok,
  problem,
  type Problem,
  type Result,
  readText,
} from '@kring/kernel';
import { type AccountActor, CLOCK, UnitOfWork } from '@kring/platform';
import { stateAfterEdit } from '../domain/first-state';
import { postLimit } from '../domain/limits';
import { stateOfRewritten } from '../domain/rewritten';
import { replyPolicyAt } from '../domain/reply-policy';
import { PostWriter } from '../storage/post-writer';
import { StoriesReader } from '../storage/stories-reader';
import { type Submitted, SubmitPost } from './submit-post';

/** An author changes their words: a new revision, read for danger again. */
@Injectable()
export class EditPost {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(SubmitPost) private readonly submit: SubmitPost,
    @Inject(PostWriter) private readonly writer: PostWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    actor: AccountActor,
    input: { readonly postId: Id; readonly text: string },
  ): Promise<Result<Submitted, Problem>> {
    if (!isId(input.postId)) return fail({ ...notFound, field: 'postId' });
    const text = readText(input.text, { field: 'text', limit: postLimit });
    if (!text.ok) return text;
    const edited = await this.work.as(actor, async (transaction): Promise<Result<{ organisationId: Id }, Problem>> => {
      const post = await this.reader.postInSight(transaction, input.postId);
      const thread = post && (await this.reader.thread(transaction, post.threadId));
      if (!post || !thread) return fail({ ...notFound, field: 'postId' });
      const place = this.submit.place(actor, post.organisationId, post.groupId);
      if (!place.ok) return fail({ ...place.problem, field: 'postId' });
      const isMine =
        post.authorStaffId === null
          ? post.authorMembershipId === place.value.membershipId
          : post.authorStaffId === place.value.staffId;
      if (!isMine || (post.authorMembershipId === null && post.authorStaffId === null))
        return fail(problem('NOT_ALLOWED', { field: 'postId' }));
      if (post.state === 'DELETED' || post.state === 'HIDDEN')
        return fail(problem('POST_NOT_EDITABLE', { field: 'postId' }));
      // Sent again because the answer was lost, say: nothing changes, and nobody reads the same words twice.
      if (post.text === text.value && post.revision > 1 && post.state !== 'RETURNED')
        return ok({ organisationId: post.organisationId });
      const policy = replyPolicyAt(
        thread,
        {
          isModerator: place.value.staffId !== null,
          mayWrite: true,
          lastPostAt: null,
          isOpener: false,
          writesMuch: false,
        },
        this.clock.now(),
      );
      if (policy.restraint === 'CLOSED') return fail(problem('THREAD_CLOSED'));
      const group = await this.submit.group(transaction, post.groupId);
      const texts = post.photos.map((photo) => photo.alternativeText);
      const assessment = this.submit.assessBeside(text.value, texts, group);
      const what = { assessment, hasPhotos: texts.length > 0 && post.state !== 'VISIBLE' };
      const fresh = await this.submit.stateFor(transaction, group, place.value, policy.heldForReview, what);
      const isRewritten = post.state === 'RETURNED' && place.value.staffId === null;
      const rewritten = isRewritten ? stateOfRewritten(post.text, text.value, fresh) : null;
      if (rewritten && !rewritten.ok) return rewritten;
      const edited = place.value.staffId === null ? stateAfterEdit(post.state, fresh) : post.state;
      const done = await this.writer.edit(transaction, post, text.value, rewritten?.value ?? edited, assessment);
      return done ? ok({ organisationId: post.organisationId }) : fail(problem('STALE'));
    });
    return edited.ok ? this.submit.answer(actor, edited.value.organisationId, input.postId) : edited;
  }
}
