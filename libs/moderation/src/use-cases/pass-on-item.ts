import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { Duties, shareGroup } from '@kring/organisations';
import { CLOCK, newId, SETTINGS, type Settings, type Transaction } from '@kring/platform';
import { type ItemNoteKind, ItemNotes } from '../storage/item-notes';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { WatchCrisis } from './watch-crisis';

/** What happens when a claim goes from one person to another, or to nobody; the item is locked already. */
@Injectable()
export class PassOnItem {
  constructor(
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(ItemNotes) private readonly notes: ItemNotes,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(WatchCrisis) private readonly crises: WatchCrisis,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_CLAIM_MINUTES'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether somebody is on duty, and for each of these groups. */
  async isThere(transaction: Transaction, organisationId: Id, staffId: Id, groupIds: readonly Id[]): Promise<boolean> {
    const current = await this.duties.current(transaction, [organisationId], this.clock.now());
    return current.some(
      (duty) => duty.staffId === staffId && groupIds.every((groupId) => shareGroup(duty.groupIds, [groupId])),
    );
  }

  /** Gives it to somebody else, with a lease of their own. False when it was not `from`'s any more. */
  async handTo(transaction: Transaction, item: ReviewItemRecord, from: Id, to: Id): Promise<boolean> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.settings.KRING_CLAIM_MINUTES * 60_000);
    if (!(await this.items.handOn(transaction, item, from, { staffId: to, expiresAt }, now))) return false;
    await this.announce.refreshed(transaction, item);
    return true;
  }

  /** Takes it from whoever has it; it is free. False when it was not theirs any more. */
  async free(transaction: Transaction, item: ReviewItemRecord, from: Id, note: string | null = null): Promise<boolean> {
    const now = this.clock.now();
    if (!(await this.items.release(transaction, item, from, note, now))) return false;
    if (item.severity === 'CRISIS') await this.crises.waits(transaction, item, now);
    await this.announce.refreshed(transaction, item);
    return true;
  }

  async note(
    transaction: Transaction,
    item: ReviewItemRecord,
    note: { readonly kind: ItemNoteKind; readonly staffId: Id; readonly toStaffId: Id | null; readonly text: string },
  ): Promise<Id> {
    const at = this.clock.now();
    const id = newId(at);
    await this.notes.add(transaction, {
      organisationId: item.organisationId,
      id,
      reviewItemId: item.id,
      ...note,
      at,
    });
    await this.items.touched(transaction, item, at);
    return id;
  }
}
