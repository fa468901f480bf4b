import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, isId, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, newId, once, type Transaction, UnitOfWork } from '@kring/platform';
import type { Assessment } from '@kring/safety';
import { heavyPostersWindow, isHeavyPoster } from '../domain/heavy-posters';
import { mayReply, replyPolicyAt, type Writer } from '../domain/reply-policy';
import { readWords, type Words, type WordsInput } from '../domain/submission';
import { PostWriter } from '../storage/post-writer';
import type { ThreadRecord } from '../storage/records';
import { StoriesReader } from '../storage/stories-reader';
import { type Submitted, SubmitPost, type WriterPlace } from './submit-post';

export interface ReplyInput extends WordsInput {
  readonly clientKey: string;
  readonly threadId: Id;
}

interface Replied {
  readonly organisationId: Id;
  readonly postId: Id;
  /** Null when this was written before, and only asked for again. */
  readonly submitted: Submitted | null;
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
    const replied = await this.work.as(actor, async (transaction): Promise<Result<Replied, Problem>> => {
      const thread = await this.reader.thread(transaction, input.threadId);
      if (!thread) return fail({ ...notFound, field: 'threadId' });
      const place = this.submit.place(actor, thread.organisationId, thread.groupId);
      if (!place.ok) return fail({ ...place.problem, field: 'threadId' });
      const { organisationId } = place.value;
      let fresh: Assessment | null = null;
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'reply', clientKey: input.clientKey, input },
        async () => {
          const written = await this.write(transaction, thread, place.value, words.value);
          if (!written.ok) return written;
          fresh = written.value.assessment;
          return ok({ postId: written.value.postId });
        },
      );
      if (!made.ok) return made;
      const postId = made.value.postId ?? '';
      const submitted = fresh && (await this.submit.fresh(transaction, postId, fresh));
      return ok({ organisationId, postId, submitted });
    });
    if (!replied.ok) return replied;
    const { organisationId, postId, submitted } = replied.value;
    return submitted ? ok(submitted) : this.submit.answer(actor, organisationId, postId);
  }

  private async write(
    transaction: Transaction,
    thread: ThreadRecord,
    place: WriterPlace,
    words: Words,
  ): Promise<Result<{ postId: Id; assessment: Assessment }, Problem>> {
    const { organisationId, groupId, membershipId, staffId } = place;
    const at = this.clock.now();
    if (thread.slowModeMinutes !== null) {
      // One reply of a person at a time in a slow thread, so that slow mode cannot be passed by sending two at once.
      await transaction.run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `${thread.id} ${membershipId ?? staffId}`,
      ]);
    }
    const policy = replyPolicyAt(thread, await this.writerOf(transaction, thread, place, at), at);
    const allowed = mayReply(policy);
    if (!allowed.ok) return allowed;
    const group = await this.submit.group(transaction, groupId);
    const { text, contentNotes, photos } = words;
    const texts = photos.map((photo) => photo.alternativeText);
    const assessment = this.submit.assessBeside(text, texts, group);
    const postId = newId(at);
    const what = { assessment, hasPhotos: photos.length > 0 };
    const state = await this.submit.stateFor(transaction, group, place, policy.heldForReview, what);
    const post = { organisationId, id: postId, threadId: thread.id, groupId, membershipId, staffId, text, state };
    const reply = { ...post, kind: 'REPLY', contentNotes, photoCount: photos.length, at } as const;
    await this.writer.submit(transaction, reply, assessment);
    const posted = await this.submit.postPhotos(transaction, place, post, photos);
    if (!posted.ok) return posted;
    // A thread that came out of another may have gone back meanwhile; then nobody would ever read this.
    const isThere =
      thread.movedFrom === null || (await this.reader.thread(transaction, thread.id))?.dissolvedAt === null;
    if (!isThere) return fail(problem('THREAD_CLOSED', { field: 'threadId' }));
    return ok({ postId, assessment });
  }

  private async writerOf(
    transaction: Transaction,
    thread: ThreadRecord,
    { membershipId, staffId }: WriterPlace,
    at: Date,
  ): Promise<Writer> {
    const isSlow = thread.slowModeMinutes !== null;
    const lastPostAt = isSlow ? ((await this.reader.myLastPosts(transaction, [thread.id]))[0]?.at ?? null) : null;
    const counts =
      isSlow && thread.slowModeFor === 'HEAVIEST_POSTERS'
        ? await this.reader.postCounts(transaction, [thread.id], new Date(at.getTime() - heavyPostersWindow))
        : [];
    return {
      isModerator: staffId !== null,
      mayWrite: true,
      lastPostAt,
      isOpener: membershipId !== null && membershipId === thread.openerMembershipId,
      writesMuch: isHeavyPoster(counts, membershipId),
    };
  }
}
