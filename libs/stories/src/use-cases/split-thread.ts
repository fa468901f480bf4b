import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { CLOCK, insert, newId, Outbox, type Transaction } from '@kring/platform';
import { mayGoBack, readMove } from '../domain/splitting';
import { postMoved, threadSteered } from '../events';
import type { PostRecord, ThreadRecord } from '../storage/records';
import { Spotlights } from '../storage/spotlights';
import { StoriesReader } from '../storage/stories-reader';

/** Replies become a thread of their own and go back, for moderation, in its own transaction, as the moderator who acts. */
@Injectable()
export class SplitThread {
  constructor(
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(Spotlights) private readonly spotlights: Spotlights,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers the new thread's id. The first of the posts becomes its story, and whoever wrote that its opener. */
  async run(
    transaction: Transaction,
    thread: ThreadRecord,
    title: string,
    postIds: readonly Id[],
  ): Promise<Result<Id, Problem>> {
    const read = readMove(thread.id, postIds, await this.reader.posts(transaction, postIds));
    if (!read.ok) return read;
    const [story] = read.value;
    const { organisationId, groupId } = thread;
    const at = this.clock.now();
    const id = newId(at);
    await insert(transaction, 'threads', {
      organisationId,
      id,
      groupId,
      title,
      openerPostId: story.id,
      openerMembershipId: story.authorMembershipId,
      visible: true,
      createdAt: at,
      movedFrom: thread.id,
    });
    const moved = await transaction.run(
      `UPDATE posts SET thread_id = $4, kind = CASE WHEN id = $5 THEN 'STORY' ELSE kind END
       WHERE organisation_id = $1 AND thread_id = $2 AND id = ANY ($3) AND state <> 'DELETED' AND (id <> $5 OR state = 'VISIBLE')`,
      [organisationId, thread.id, postIds, id, story.id],
    );
    // One was taken away or moved in the meantime: then nothing happens.
    if (moved !== postIds.length) return fail(problem('POST_GONE', { field: 'postIds' }));
    await this.announce(transaction, thread, read.value);
    return ok(id);
  }

  /** Takes them back, when nothing else was written there; the thread they leave is seen by nobody but moderators. */
  async back(transaction: Transaction, threadId: Id, postIds: readonly Id[]): Promise<Result<ThreadRecord, Problem>> {
    const thread = await this.reader.thread(transaction, threadId);
    const origin = thread?.movedFrom && (await this.reader.thread(transaction, thread.movedFrom));
    if (!thread || !origin) return fail(notFound);
    const { organisationId } = thread;
    // Who is writing there is waited for, and whoever comes later finds the thread gone.
    await transaction.rows(`SELECT id FROM threads WHERE organisation_id = $1 AND id = $2 FOR UPDATE`, [
      organisationId,
      threadId,
    ]);
    const there = await transaction.rows<{ id: Id }>(
      `SELECT id FROM posts WHERE organisation_id = $1 AND thread_id = $2 FOR UPDATE`,
      [organisationId, threadId],
    );
    const may = mayGoBack(
      postIds,
      there.map((post) => post.id),
    );
    if (!may.ok) return may;
    const posts = await this.reader.posts(transaction, postIds);
    await transaction.run(
      `UPDATE posts SET thread_id = $4, kind = CASE WHEN kind = 'STORY' THEN 'REPLY' ELSE kind END
       WHERE organisation_id = $1 AND thread_id = $2 AND id = ANY ($3)`,
      [organisationId, threadId, postIds, origin.id],
    );
    const at = this.clock.now();
    // What was asked about its story, or given, is about nothing any more.
    for (const one of await this.spotlights.ofThreads(transaction, [threadId]))
      await this.spotlights.withdraw(transaction, one, at);
    await transaction.run(
      `UPDATE threads SET visible = false, opener_membership_id = NULL, closed_at = coalesce(closed_at, $3), dissolved_at = $3
       WHERE organisation_id = $1 AND id = $2`,
      [organisationId, threadId, at],
    );
    await this.announce(transaction, thread, posts);
    await this.announce(
      transaction,
      origin,
      posts.map((post) => ({ ...post, state: 'HELD' })),
    );
    return ok(origin);
  }

  /** Tells open screens of a thread that its posts are not where they were. */
  private async announce(
    transaction: Transaction,
    { organisationId, groupId, id: threadId, openerPostId }: ThreadRecord,
    posts: readonly Pick<PostRecord, 'id' | 'state'>[],
  ): Promise<void> {
    const place = { groupId, threadId };
    for (const { id, state } of posts) {
      const wasVisible = state === 'VISIBLE' ? 'yes' : 'no';
      await this.outbox.add(transaction, organisationId, postMoved, { ...place, postId: id, wasVisible });
    }
    await this.outbox.add(transaction, organisationId, threadSteered, {
      ...place,
      postId: openerPostId,
      wasVisible: 'no',
    });
  }
}
