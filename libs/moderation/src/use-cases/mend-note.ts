import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, type Transaction, UnitOfWork } from '@kring/platform';
import { handoverNoteLimit, noteMendableMinutes } from '../domain/limits';
import { type ItemNoteRecord, ItemNotes } from '../storage/item-notes';
import { Mentions } from '../storage/mentions';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { AskColleagues } from './ask-colleagues';

/** Whoever wrote a note or a promise mends its words or takes it back, for as long as it is new. */
@Injectable()
export class MendNote {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ItemNotes) private readonly notes: ItemNotes,
    @Inject(Mentions) private readonly mentions: Mentions,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(AskColleagues) private readonly colleagues: AskColleagues,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async mend(actor: AccountActor, noteId: Id, words: string): Promise<Result<Id, Problem>> {
    const text = readText(words, { field: 'text', limit: handoverNoteLimit });
    if (!text.ok) return text;
    return this.change(actor, noteId, 'mended', (transaction, note, at) =>
      this.notes.mend(transaction, note, text.value, at),
    );
  }

  /** Whom it asked is not asked any more. */
  takeBack(actor: AccountActor, noteId: Id): Promise<Result<Id, Problem>> {
    return this.change(actor, noteId, 'taken-back', async (transaction, note, at) => {
      await this.notes.takeBack(transaction, note, at);
      for (const staffId of await this.mentions.drop(transaction, note.organisationId, note.id))
        await this.colleagues.tell(transaction, note.organisationId, staffId);
    });
  }

  private change(
    actor: AccountActor,
    noteId: Id,
    what: string,
    act: (transaction: Transaction, note: ItemNoteRecord, at: Date) => Promise<void>,
  ): Promise<Result<Id, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const note = await this.notes.lockOwn(transaction, noteId);
      const staff = note && moderatorOf(actor, note.organisationId);
      const item = note && (await this.items.item(transaction, note.reviewItemId));
      if (!item || staff?.staffId !== note.staffId) return fail(notFound);
      const at = this.clock.now();
      if (at.getTime() - note.at.getTime() > noteMendableMinutes * 60_000) return fail(problem('TOO_LATE_TO_MEND'));
      await act(transaction, note, at);
      await this.announce.refreshed(transaction, item);
      const subjects = { reviewItem: item.id, note: note.id };
      await this.audit.record(transaction, note.organisationId, `review-item.note-${what}`, subjects);
      return ok(item.id);
    });
  }
}
