import { Inject, Injectable } from '@nestjs/common';
import { canMove, type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { CLOCK, insert, newId, Outbox, type Transaction } from '@kring/platform';
import { postMoves, type PostState } from '../domain/post-moves';
import type { ThreadSettings } from '../domain/reply-policy';
import { postMoved, postSubmitted, threadSteered } from '../events';
import type { PostRecord, ThreadRecord } from '../storage/records';

const policyColumns: Readonly<Record<keyof ThreadSettings, string>> = {
  slowModeMinutes: 'slow_mode_minutes',
  slowModeEndsAt: 'slow_mode_ends_at',
  slowModeFor: 'slow_mode_for',
  slowModeSparesOpener: 'slow_mode_spares_opener',
  holdReplies: 'hold_replies',
  holdRepliesEndsAt: 'hold_replies_ends_at',
  pausedUntil: 'paused_until',
  closedAt: 'closed_at',
  explanation: 'explanation',
  quietHours: 'quiet_hours',
  quietEndsAt: 'quiet_ends_at',
  quietExplanation: 'quiet_explanation',
  prompt: 'prompt',
  promptEndsAt: 'prompt_ends_at',
};

function asColumn(value: ThreadSettings[keyof ThreadSettings] | undefined): unknown {
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value;
}

/** What moderation asks of stories, in moderation's own transaction, as the moderator who acts. */
@Injectable()
export class SteerThread {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sets part of what governs replies; what `change` does not name stays. */
  async setPolicy(transaction: Transaction, thread: ThreadRecord, change: Partial<ThreadSettings>): Promise<void> {
    const names = Object.keys(change) as (keyof ThreadSettings)[];
    const settings = names.map((name, place) => `${policyColumns[name]} = $${place + 3}`);
    await transaction.run(`UPDATE threads SET ${settings.join(', ')} WHERE organisation_id = $1 AND id = $2`, [
      thread.organisationId,
      thread.id,
      ...names.map((name) => asColumn(change[name])),
    ]);
    await this.announceThread(transaction, thread);
  }

  /** A moderator's post, pinned after another one; answers its id. */
  async pinGuideNote(
    transaction: Transaction,
    thread: ThreadRecord,
    note: { readonly staffId: Id; readonly text: string; readonly afterPostId: Id | null },
  ): Promise<Id> {
    const at = this.clock.now();
    const id = newId(at);
    await insert(transaction, 'posts', {
      organisationId: thread.organisationId,
      id,
      threadId: thread.id,
      groupId: thread.groupId,
      kind: 'GUIDE_NOTE',
      authorStaffId: note.staffId,
      text: note.text,
      revision: 1,
      state: 'VISIBLE',
      contentNotes: [],
      pinnedAfter: note.afterPostId,
      createdAt: at,
    });
    await insert(transaction, 'post_revisions', {
      organisationId: thread.organisationId,
      postId: id,
      revision: 1,
      groupId: thread.groupId,
      text: note.text,
      createdAt: at,
    });
    await this.outbox.add(transaction, thread.organisationId, postSubmitted, {
      groupId: thread.groupId,
      threadId: thread.id,
      postId: id,
      wasVisible: 'no',
    });
    return id;
  }

  /**
   * Moves a post to another state, with what its author is told. STALE when somebody moved it meanwhile, or when it
   * cannot go there (any more).
   */
  async movePost(
    transaction: Transaction,
    post: PostRecord,
    to: PostState,
    notice: { readonly staffId: Id; readonly text: string } | null,
  ): Promise<Result<true, Problem>> {
    if (!canMove(postMoves, post.state, to)) return fail(problem('STALE'));
    const moved = await transaction.run(
      `UPDATE posts SET state = $4 WHERE organisation_id = $1 AND id = $2 AND state = $3`,
      [post.organisationId, post.id, post.state, to],
    );
    if (moved === 0) return fail(problem('STALE'));
    if (post.kind === 'STORY') {
      await transaction.run(`UPDATE threads SET visible = $3 WHERE organisation_id = $1 AND id = $2`, [
        post.organisationId,
        post.threadId,
        to === 'VISIBLE',
      ]);
    }
    if (notice) await this.keepNotice(transaction, post, notice);
    await this.announcePost(transaction, post, post.state === 'VISIBLE');
    return ok(true);
  }

  /** Tells the author of a post something about it, and leaves the post where it is. */
  async tellAuthor(
    transaction: Transaction,
    post: PostRecord,
    notice: { readonly staffId: Id; readonly text: string },
  ): Promise<void> {
    await this.keepNotice(transaction, post, notice);
    await this.announcePost(transaction, post, post.state === 'VISIBLE');
  }

  /** Tells open screens that there is something new about a post that stays where it is. */
  async refreshPost(transaction: Transaction, post: PostRecord): Promise<void> {
    await this.announcePost(transaction, post, post.state === 'VISIBLE');
  }

  async setContentNotes(transaction: Transaction, post: PostRecord, notes: readonly string[]): Promise<void> {
    await transaction.run(`UPDATE posts SET content_notes = $3 WHERE organisation_id = $1 AND id = $2`, [
      post.organisationId,
      post.id,
      notes,
    ]);
    await this.announcePost(transaction, post, post.state === 'VISIBLE');
  }

  /** Keeps a revision as evidence, whatever its author does with the post later. */
  async keepRevision(
    transaction: Transaction,
    organisationId: Id,
    postId: Id,
    revision: number,
  ): Promise<Result<true, Problem>> {
    const kept = await transaction.run(
      `UPDATE post_revisions SET kept_for_review = true WHERE organisation_id = $1 AND post_id = $2 AND revision = $3`,
      [organisationId, postId, revision],
    );
    return kept === 1 ? ok(true) : fail(notFound);
  }

  private async keepNotice(
    transaction: Transaction,
    post: PostRecord,
    notice: { readonly staffId: Id; readonly text: string },
  ): Promise<void> {
    await insert(transaction, 'post_notices', {
      organisationId: post.organisationId,
      id: newId(),
      postId: post.id,
      authorMembershipId: post.authorMembershipId,
      staffId: notice.staffId,
      text: notice.text,
      at: this.clock.now(),
    });
  }

  private async announcePost(transaction: Transaction, post: PostRecord, wasVisible: boolean): Promise<void> {
    await this.outbox.add(transaction, post.organisationId, postMoved, {
      groupId: post.groupId,
      threadId: post.threadId,
      postId: post.id,
      wasVisible: wasVisible ? 'yes' : 'no',
    });
  }

  private async announceThread(transaction: Transaction, thread: ThreadRecord): Promise<void> {
    await this.outbox.add(transaction, thread.organisationId, threadSteered, {
      groupId: thread.groupId,
      threadId: thread.id,
      postId: thread.openerPostId,
      wasVisible: 'no',
    });
  }
}
