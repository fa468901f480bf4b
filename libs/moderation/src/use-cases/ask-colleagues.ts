import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, ok, type Problem, type Result } from '@kring/kernel';
import { StaffReader } from '@kring/organisations';
import { CLOCK, Outbox, type Transaction } from '@kring/platform';
import { mentionsLimit } from '../domain/limits';
import { mentionsChanged } from '../events';
import { Mentions } from '../storage/mentions';
import type { ReviewItemRecord } from '../storage/records';

/** Asks colleagues about an item, in a note on it. */
@Injectable()
export class AskColleagues {
  constructor(
    @Inject(Mentions) private readonly mentions: Mentions,
    @Inject(StaffReader) private readonly staff: StaffReader,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who is meant: each a colleague who may read the item and still works there. */
  async whom(
    transaction: Transaction,
    organisationId: Id,
    asker: Id,
    wanted: readonly Id[],
  ): Promise<Result<readonly Id[], Problem>> {
    const ids = [...new Set(wanted)];
    if (ids.length > mentionsLimit) return fail(invalid('mentions', 'too_many', { most: mentionsLimit }));
    if (ids.length === 0) return ok(ids);
    const serving = await this.staff.serving(transaction, [organisationId]);
    const readers = serving.filter(({ id, role }) => role !== 'ORGANISER' && id !== asker);
    const missing = ids.findIndex((id) => !readers.some((one) => one.id === id));
    return missing < 0 ? ok(ids) : fail(invalid(`mentions.${missing}`, 'no_colleague'));
  }

  async ask(transaction: Transaction, item: ReviewItemRecord, noteId: Id, staffIds: readonly Id[]): Promise<void> {
    const { organisationId, id: reviewItemId } = item;
    const at = this.clock.now();
    for (const staffId of staffIds) {
      await this.mentions.add(transaction, { organisationId, noteId, staffId, reviewItemId, at });
      await this.tell(transaction, organisationId, staffId);
    }
  }

  /** Whoever writes on an item read what they were asked there. */
  async answered(transaction: Transaction, item: ReviewItemRecord, staffId: Id): Promise<void> {
    const of = { organisationId: item.organisationId, reviewItemId: item.id, staffId, noteId: null };
    if ((await this.mentions.read(transaction, of, this.clock.now())) > 0)
      await this.tell(transaction, item.organisationId, staffId);
  }

  async tell(transaction: Transaction, organisationId: Id, staffId: Id): Promise<void> {
    await this.outbox.add(transaction, organisationId, mentionsChanged, { staffId });
  }
}
