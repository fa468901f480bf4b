import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { fail, type Id, notFound, ok, type Problem, readText, type Result } from '@kring/kernel';
import { type AccountActor, moderatorOf, once, UnitOfWork } from '@kring/platform';
import { handoverNoteLimit } from '../domain/limits';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { AskColleagues } from './ask-colleagues';
import { PassOnItem } from './pass-on-item';

export interface NoteInput {
  readonly clientKey: string;
  readonly id: Id;
  readonly text: string;
  /** Something promised to somebody, which the next one must keep. */
  readonly isPromise: boolean;
  /** Colleagues who are asked about it. */
  readonly mentions: readonly Id[];
}

/** Writes on an item what colleagues should know, what was promised, or what one asks them. It goes along in the hand-over. */
@Injectable()
export class NoteReviewItem {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(PassOnItem) private readonly passOn: PassOnItem,
    @Inject(AskColleagues) private readonly colleagues: AskColleagues,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: AccountActor, input: NoteInput): Promise<Result<Id, Problem>> {
    const text = readText(input.text, { field: 'text', limit: handoverNoteLimit });
    if (!text.ok) return text;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const item = await this.items.item(transaction, input.id);
      const staff = item && moderatorOf(actor, item.organisationId);
      if (!item || !staff) return fail(notFound);
      const { organisationId } = item;
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'noteReviewItem', clientKey: input.clientKey, input },
        async () => {
          const asked = await this.colleagues.whom(transaction, organisationId, staff.staffId, input.mentions);
          if (!asked.ok) return asked;
          const kind = input.isPromise ? 'PROMISE' : 'NOTE';
          const note = { kind, staffId: staff.staffId, toStaffId: null, text: text.value } as const;
          const id = await this.passOn.note(transaction, item, note);
          await this.colleagues.ask(transaction, item, id, asked.value);
          await this.colleagues.answered(transaction, item, staff.staffId);
          await this.announce.refreshed(transaction, item);
          await this.audit.record(transaction, organisationId, 'review-item.noted', { reviewItem: item.id, note: id });
          return ok({ id });
        },
      );
      return made.ok ? ok(item.id) : made;
    });
  }
}
