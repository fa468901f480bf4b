import { Inject, Injectable } from '@nestjs/common';
import { type PromiseRecord, PromisesReader } from '@kring/asides';
import type { Id } from '@kring/kernel';
import { Duties, type DutyRecord } from '@kring/organisations';
import { gathered, keyed, type KringContext, loader, type Transaction, UnitOfWork } from '@kring/platform';
import type { HandOverLine } from '../domain/hand-over';
import { type HandOverReadRecord, HandOvers } from '../storage/hand-overs';
import { Interventions } from '../storage/interventions';
import { type ItemNoteRecord, ItemNotes } from '../storage/item-notes';
import { type MentionRecord, Mentions } from '../storage/mentions';
import type { InterventionRecord, ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';

/** What hangs on hand-overs and on the notes of items, for one request. */
@Injectable()
export class HandOverLoaders {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(HandOvers) private readonly handOvers: HandOvers,
    @Inject(ItemNotes) private readonly notes: ItemNotes,
    @Inject(Mentions) private readonly mentions: Mentions,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(PromisesReader) private readonly promises: PromisesReader,
  ) {}

  notesOf(context: KringContext, itemId: Id): Promise<ItemNoteRecord[]> {
    return this.many(context, 'item notes', itemId, (t, ids) => this.notes.ofItems(t, ids), (row) => row.reviewItemId); // prettier-ignore
  }

  mentionsIn(context: KringContext, noteId: Id): Promise<MentionRecord[]> {
    return this.many(context, 'mentions in notes', noteId, (t, ids) => this.mentions.ofNotes(t, ids), (row) => row.noteId); // prettier-ignore
  }

  lines(context: KringContext, id: Id): Promise<HandOverLine[]> {
    return this.many(context, 'hand-over lines', id, (t, ids) => this.handOvers.lines(t, ids), (row) => row.handOverId); // prettier-ignore
  }

  reads(context: KringContext, id: Id): Promise<HandOverReadRecord[]> {
    return this.many(context, 'hand-over reads', id, (t, ids) => this.handOvers.reads(t, ids), (row) => row.handOverId); // prettier-ignore
  }

  note(context: KringContext, id: Id): Promise<ItemNoteRecord | null> {
    return this.one(context, 'notes', id, (t, ids) => this.notes.notes(t, ids));
  }

  item(context: KringContext, id: Id): Promise<ReviewItemRecord | null> {
    return this.one(context, 'items', id, (t, ids) => this.items.items(t, ids));
  }

  intervention(context: KringContext, id: Id): Promise<InterventionRecord | null> {
    return this.one(context, 'interventions by id', id, (t, ids) => this.interventions.interventions(t, ids));
  }

  promise(context: KringContext, id: Id): Promise<PromiseRecord | null> {
    return this.one(context, 'promises by id', id, (t, ids) => this.promises.promises(t, ids));
  }

  duty(context: KringContext, id: Id): Promise<DutyRecord | null> {
    return this.one(context, 'duties', id, (t, ids) => this.duties.duties(t, ids));
  }

  private one<T extends { readonly id: Id }>(
    context: KringContext,
    name: string,
    id: Id,
    load: (transaction: Transaction, ids: readonly Id[]) => Promise<T[]>,
  ): Promise<T | null> {
    return loader<T>(context, name, (ids) =>
      this.work.read(context, async (transaction) => keyed(await load(transaction, ids), (row) => row.id)),
    ).load(id);
  }

  private async many<T>(
    context: KringContext,
    name: string,
    id: Id,
    load: (transaction: Transaction, ids: readonly Id[]) => Promise<T[]>,
    keyOf: (row: T) => Id,
  ): Promise<T[]> {
    const found = await loader<T[]>(context, name, (ids) =>
      this.work.read(context, async (transaction) => gathered(ids, await load(transaction, ids), keyOf)),
    ).load(id);
    return found ?? [];
  }
}
