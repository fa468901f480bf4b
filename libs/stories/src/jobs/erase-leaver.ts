import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { membershipLeft } from '@kring/groups';
import type { Clock } from '@kring/kernel';
import { CLOCK, type DomainEvent, type EventHandler, EventHandlers, Outbox, type Transaction } from '@kring/platform';
import { postMoved } from '../events';
import { Photos } from '../storage/photos';
import { Spotlights } from '../storage/spotlights';

/**
 * Somebody left and wants what they wrote to go: their words, their titles, their photos, their reactions, and their name under all of
 * it. Only a revision that a moderator keeps as evidence stays, until its review is over.
 */
@Injectable()
export class EraseLeaver implements EventHandler, OnModuleInit {
  readonly name = 'erase-leaver';
  readonly types = [membershipLeft];

  constructor(
    @Inject(EventHandlers) private readonly handlers: EventHandlers,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Photos) private readonly photos: Photos,
    @Inject(Spotlights) private readonly spotlights: Spotlights,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async handle(transaction: Transaction, event: DomainEvent): Promise<void> {
    const { membershipId, groupId, erase } = event.payload;
    if (erase !== 'yes' || !membershipId || !groupId) return;
    const place = [event.organisationId, membershipId];
    await transaction.run(
      `UPDATE post_revisions SET text = CASE WHEN kept_for_review THEN text ELSE '' END, author_membership_id = NULL
       WHERE organisation_id = $1 AND author_membership_id = $2`,
      place,
    );
    await transaction.run(`DELETE FROM reactions WHERE organisation_id = $1 AND membership_id = $2`, place);
    await transaction.run(
      `UPDATE reactions SET post_author_membership_id = NULL WHERE organisation_id = $1 AND post_author_membership_id = $2`,
      place,
    );
    await transaction.run(`DELETE FROM post_notices WHERE organisation_id = $1 AND author_membership_id = $2`, place);
    // Here too: what has no author any more is found by nobody else.
    await this.spotlights.withdrawOf(transaction, event.organisationId, membershipId, this.clock.now());
    await transaction.run(
      `UPDATE spotlights SET message = '', author_membership_id = NULL, withdrawn_at = coalesce(withdrawn_at, now())
       WHERE organisation_id = $1 AND author_membership_id = $2`,
      place,
    );
    await transaction.run(
      `UPDATE threads SET title = '', opener_membership_id = NULL WHERE organisation_id = $1 AND opener_membership_id = $2`,
      place,
    );
    await this.photos.dropLooseOf(transaction, event.organisationId, membershipId);
    const gone = await transaction.rows<{ id: string; threadId: string; leavesPlace: boolean }>(
      `UPDATE posts SET text = '', content_notes = '{}', state = 'DELETED', author_membership_id = NULL,
         leaves_place = (state = 'VISIBLE' OR leaves_place)
       WHERE organisation_id = $1 AND author_membership_id = $2
       RETURNING id, thread_id AS "threadId", leaves_place AS "leavesPlace"`,
      place,
    );
    for (const post of gone) {
      await this.outbox.add(transaction, event.organisationId, postMoved, {
        groupId,
        threadId: post.threadId,
        postId: post.id,
        wasVisible: post.leavesPlace ? 'yes' : 'no',
      });
    }
  }
}
