import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, isId, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, newId, once, UnitOfWork } from '@kring/platform';
import { assess } from '@kring/safety';
import { mayReply, replyPolicyAt } from '../domain/reply-policy';
import { readWords } from '../domain/submission';
import { PostWriter } from '../storage/post-writer';
import { StoriesReader } from '../storage/stories-reader';
import { type Submitted, SubmitPost } from './submit-post';

export interface ReplyInput {
  readonly clientKey: string;
  readonly threadId: Id;
  readonly text: string;
  readonly photoIds: readonly string[];
  readonly contentNotes: readonly string[];
}

/** Somebody answers in a thread, when they may write here, now. */
@Injectable()
export class SubmitReply {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(SubmitPost) private readonly submit: SubmitPost,
    @Inject(PostWriter) private readonly writer: PostWriter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: ReplyInput): Promise<Result<Submitted, Problem>> {
    const words = readWords(input);
    if (!words.ok) return words;
    if (!isId(input.threadId)) return fail({ ...notFound, field: 'threadId' });
    const replied = await this.work.as(
      actor,
      async (transaction): Promise<Result<{ organisationId: Id; postId: Id }, Problem>> => {
        const thread = await this.reader.thread(transaction, input.threadId);
        if (!thread) return fail({ ...notFound, field: 'threadId' });
        const place = this.submit.place(actor, thread.organisationId, thread.groupId);
        if (!place.ok) return fail({ ...place.problem, field: 'threadId' });
        const { organisationId, groupId, membershipId, staffId } = place.value;
        const made = await once(
          transaction,
          { organisationId, who: actor.accountId, operation: 'reply', clientKey: input.clientKey, input },
          async () => {
            // One reply of a person at a time in a thread, so that slow mode cannot be passed by sending two at once.
            await transaction.run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
              `${thread.id} ${membershipId ?? staffId}`,
            ]);
            const at = this.clock.now();
            const lastPostAt = (await this.reader.myLastPosts(transaction, [thread.id]))[0]?.at ?? null;
            const policy = replyPolicyAt(thread, { isModerator: staffId !== null, mayWrite: true, lastPostAt }, at);
            const allowed = mayReply(policy);
            if (!allowed.ok) return allowed;
            const assessment = assess(words.value.text);
            const postId = newId(at);
            const state = await this.submit.stateFor(transaction, place.value, policy.heldForReview, assessment);
            await this.writer.submit(
              transaction,
              {
                organisationId,
                id: postId,
                threadId: thread.id,
                groupId,
                kind: 'REPLY',
                membershipId,
                staffId,
                text: words.value.text,
                state,
                contentNotes: words.value.contentNotes,
                at,
              },
              assessment,
            );
            return ok({ postId });
          },
        );
        return made.ok ? ok({ organisationId, postId: made.value.postId ?? '' }) : made;
      },
    );
    return replied.ok ? this.submit.answer(actor, replied.value.organisationId, replied.value.postId) : replied;
  }
}
