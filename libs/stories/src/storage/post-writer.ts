import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { type EventType, CLOCK, ErasureLedger, insert, Outbox, type Transaction } from '@kring/platform';
import type { Assessment } from '@kring/safety';
import type { PostState } from '../domain/post-moves';
import { postEdited, postMoved, postSubmitted } from '../events';
import type { PostKind, PostRecord } from './records';

export interface NewPost {
  readonly organisationId: Id;
  readonly id: Id;
  readonly threadId: Id;
  readonly groupId: Id;
  readonly kind: PostKind;
  readonly membershipId: Id | null;
  readonly staffId: Id | null;
  readonly text: string;
  readonly state: PostState;
  readonly contentNotes: readonly string[];
  readonly photoCount: number;
  readonly at: Date;
}

/** Writes posts with their revision, their assessment and their news, all in one transaction. */
@Injectable()
export class PostWriter {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(ErasureLedger) private readonly erasures: ErasureLedger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async submit(transaction: Transaction, post: NewPost, assessment: Assessment): Promise<void> {
    const inserted = insert(transaction, 'posts', {
      organisationId: post.organisationId,
      id: post.id,
      threadId: post.threadId,
      groupId: post.groupId,
      kind: post.kind,
      authorMembershipId: post.membershipId,
      authorStaffId: post.staffId,
      text: post.text,
      revision: 1,
      state: post.state,
      contentNotes: post.contentNotes,
      photoCount: post.photoCount,
      createdAt: post.at,
    });
    const revised = this.revise(
      transaction,
      { ...post, authorMembershipId: post.membershipId },
      1,
      post.text,
      assessment,
      post.at,
    );
    // Sent together; PostgreSQL takes them in this order, and refuses the rest when one fails.
    await Promise.all([inserted, revised, this.announce(transaction, postSubmitted, { ...post, state: 'HELD' })]);
  }

  async edit(
    transaction: Transaction,
    post: PostRecord,
    text: string,
    state: PostState,
    assessment: Assessment,
  ): Promise<boolean> {
    const at = this.clock.now();
    const revision = post.revision + 1;
    const edited = await transaction.run(
      `UPDATE posts SET text = $4, revision = $5, state = $6, edited_at = $7 WHERE organisation_id = $1 AND id = $2 AND revision = $3`,
      [post.organisationId, post.id, post.revision, text, revision, state, at],
    );
    if (edited === 0) return false;
    await this.revise(transaction, post, revision, text, assessment, at);
    if (post.kind === 'STORY') await this.showThread(transaction, post, state === 'VISIBLE');
    await this.announce(transaction, postEdited, post, { revision: String(revision) });
    return true;
  }

  /** Empties a post and keeps its place, for others when it was in sight; its revisions stay for moderators until erased. */
  async remove(
    transaction: Transaction,
    post: Pick<PostRecord, 'organisationId' | 'id' | 'threadId' | 'groupId' | 'kind' | 'state'>,
  ): Promise<boolean> {
    const removed = await transaction.run(
      `UPDATE posts SET text = '', content_notes = '{}', state = 'DELETED', leaves_place = (state = 'VISIBLE'), edited_at = $4
       WHERE organisation_id = $1 AND id = $2 AND state = $3`,
      [post.organisationId, post.id, post.state, this.clock.now()],
    );
    if (removed === 0) return false;
    if (post.kind === 'STORY') {
      await transaction.run(`UPDATE threads SET title = '' WHERE organisation_id = $1 AND id = $2`, [
        post.organisationId,
        post.threadId,
      ]);
    }
    const { organisationId, id, groupId } = post;
    await this.erasures.note(transaction, { organisationId, kind: 'POST', subjectId: id, groupId });
    await this.announce(transaction, postMoved, post);
    return true;
  }

  async showThread(
    transaction: Transaction,
    post: { organisationId: Id; threadId: Id },
    visible: boolean,
  ): Promise<void> {
    await transaction.run(`UPDATE threads SET visible = $3 WHERE organisation_id = $1 AND id = $2`, [
      post.organisationId,
      post.threadId,
      visible,
    ]);
  }

  private async revise(
    transaction: Transaction,
    post: { organisationId: Id; id: Id; groupId: Id; authorMembershipId: Id | null },
    revision: number,
    text: string,
    assessment: Assessment,
    at: Date,
  ): Promise<void> {
    const { organisationId, groupId } = post;
    const revised = insert(transaction, 'post_revisions', {
      organisationId,
      postId: post.id,
      revision,
      groupId,
      authorMembershipId: post.authorMembershipId,
      text,
      createdAt: at,
    });
    const assessed = insert(transaction, 'assessments', {
      organisationId,
      postId: post.id,
      revision,
      groupId,
      severity: assessment.severity,
      hold: assessment.hold,
      checked: assessment.checked,
      signals: JSON.stringify(assessment.signals),
      createdAt: at,
    });
    await Promise.all([revised, assessed]);
  }

  private async announce<More extends object = object>(
    transaction: Transaction,
    type: EventType<{ groupId: string; threadId: string; postId: string; wasVisible: 'yes' | 'no' } & More>,
    post: { organisationId: Id; groupId: Id; threadId: Id; id: Id; state: PostState },
    more: More = {} as More,
  ): Promise<void> {
    await this.outbox.add(transaction, post.organisationId, type, {
      groupId: post.groupId,
      threadId: post.threadId,
      postId: post.id,
      wasVisible: post.state === 'VISIBLE' ? 'yes' : 'no',
      ...more,
    });
  }
}
