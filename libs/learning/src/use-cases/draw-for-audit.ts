import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@kring/kernel';
import { concernOfDraw, ReviewItems, UpdateClimate } from '@kring/moderation';
import { CLOCK, Secrets, type Transaction } from '@kring/platform';
import type { PostReading } from '@kring/stories';
import { isDrawn } from '../domain/draw';
import { LearningStore } from '../storage/learning-store';
import type { PostPlace } from './post-place';

/**
 * Lets chance pick a few of the posts that nothing points at, for a moderator to read: the only honest measure of what is
 * missed. A conversation that somebody is called to anyway is read anyway.
 */
@Injectable()
export class DrawForAudit {
  constructor(
    @Inject(LearningStore) private readonly store: LearningStore,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(UpdateClimate) private readonly climate: UpdateClimate,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(transaction: Transaction, place: PostPlace, post: PostReading): Promise<void> {
    if (post.state !== 'VISIBLE' || post.assessment?.severity !== 'GREEN' || !post.assessment.checked) return;
    const { organisationId, threadId, postId } = place;
    const { auditPerMille } = await this.store.choices(transaction, organisationId);
    if (!isDrawn(this.secrets.derive('audit-draw', postId).readUInt32BE(0), auditPerMille)) return;
    if (await this.store.wasDrawn(transaction, organisationId, postId)) return;
    if (await this.items.hasUnresolved(transaction, organisationId, threadId)) return;
    await this.climate.run(transaction, place, postId, 'REREAD', null, concernOfDraw);
    const opened = await this.items.lockUnresolved(transaction, organisationId, threadId);
    if (opened) await this.store.draw(transaction, organisationId, postId, opened.id, this.clock.now());
  }
}
