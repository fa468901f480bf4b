import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { type Actor, moderatorOf, UnitOfWork } from '@kring/platform';
import { handoverNoteLimit } from '../domain/limits';
import { releasable } from '../domain/review-item';
import { ReviewItems } from '../storage/review-items';
import { PassOnItem } from './pass-on-item';

/** Gives an item back, with what the next one should know. */
@Injectable()
export class ReleaseReviewItem {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(PassOnItem) private readonly passOn: PassOnItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: Actor, id: Id, handoverNote: string | null): Promise<Result<Id, Problem>> {
    const note = readText(handoverNote ?? '', { field: 'handoverNote', limit: handoverNoteLimit, optional: true });
    if (!note.ok) return note;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const found = await this.items.item(transaction, id);
      const staff = found && moderatorOf(actor, found.organisationId);
      const item = staff && (await this.items.lock(transaction, found.organisationId, found.id));
      if (!item) return fail(notFound);
      const may = releasable(item, staff.staffId);
      if (!may.ok) return may;
      if (!(await this.passOn.free(transaction, item, staff.staffId, note.value || null)))
        return fail(problem('STALE'));
      if (note.value) {
        const told = { kind: 'RELEASED', staffId: staff.staffId, toStaffId: null, text: note.value } as const;
        await this.passOn.note(transaction, item, told);
      }
      await this.audit.record(transaction, item.organisationId, 'review-item.released', {
        reviewItem: item.id,
        thread: item.threadId,
      });
      return ok(item.id);
    });
  }
}
