import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import {
  type Clock,
  fail,
  type Id,
  invalid,
  notFound,
  ok,
  problem,
  type Problem,
  readText,
  type Result,
} from '@kring/kernel';
import { StaffReader } from '@kring/organisations';
import { type AccountActor, CLOCK, moderatorOf, newId, Outbox, SETTINGS, type Settings, type Transaction, UnitOfWork } from '@kring/platform'; // prettier-ignore
import { keptUntil, noteLimit, readContact, reasonLimit } from '../domain/watch';
import { watchChanged } from '../events';
import { Watches, type WatchRecord } from '../storage/watches';

export interface ChangeWatchInput {
  readonly watchId: Id;
  /** What was seen of it; something newer refuses. */
  readonly version: number;
  /** Who watches from now on; null: whoever does now, or whoever asks when nobody does yet. */
  readonly ownerId: Id | null;
  readonly nextContactAt: Date | null;
  readonly note: string | null;
}

/** Takes up what was proposed, notes a contact, sets the next one, or hands it to a named colleague. */
@Injectable()
export class ChangeWatch {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: ChangeWatchInput): Promise<Result<WatchRecord, Problem>> {
    const note = readText(input.note ?? '', { field: 'note', limit: noteLimit, optional: true });
    if (!note.ok) return note;
    const now = this.clock.now();
    const contact = input.nextContactAt && readContact(input.nextContactAt, now);
    if (contact && !contact.ok) return contact;
    return this.work.as(actor, async (transaction): Promise<Result<WatchRecord, Problem>> => {
      const watch = await this.watches.watch(transaction, input.watchId);
      const staff = watch && moderatorOf(actor, watch.organisationId);
      if (!staff) return fail({ ...notFound, field: 'watchId' });
      if (watch.state === 'ENDED' || watch.version !== input.version) return fail(problem('STALE'));
      const { organisationId, id } = watch;
      const ownerId = await this.owner(transaction, organisationId, input.ownerId ?? watch.ownerId ?? staff.staffId);
      if (!ownerId) return fail(invalid('ownerId', 'no_colleague'));
      const nextContactAt = contact?.value ?? watch.nextContactAt;
      if (!nextContactAt) return fail(invalid('nextContactAt', 'empty'));
      if (!(await this.watches.change(transaction, watch, { ownerId, nextContactAt }))) return fail(problem('STALE'));
      if (note.value) {
        const expiresAt = keptUntil(now, this.settings.KRING_WATCH_NOTE_DAYS);
        const kept = { organisationId, id: newId(now), watchId: id, staffId: staff.staffId, text: note.value };
        await this.watches.note(transaction, { ...kept, at: now, expiresAt });
      }
      await this.outbox.add(transaction, organisationId, watchChanged, { watchId: id });
      await this.audit.record(transaction, organisationId, 'watch.changed', { watch: id, owner: ownerId });
      const changed = await this.watches.watch(transaction, id);
      return changed ? ok(changed) : fail(notFound);
    });
  }

  private async owner(transaction: Transaction, organisationId: Id, id: Id): Promise<Id | null> {
    const serving = await this.staffReader.serving(transaction, [organisationId]);
    return serving.find((one) => one.id === id.toLowerCase() && one.role !== 'ORGANISER')?.id ?? null;
  }
}

/** Somebody need not be watched over any more, with the reason why. */
@Injectable()
export class EndWatch {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Watches) private readonly watches: Watches,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    actor: AccountActor,
    input: { readonly watchId: Id; readonly version: number; readonly reason: string },
  ): Promise<Result<WatchRecord, Problem>> {
    const reason = readText(input.reason, { field: 'reason', limit: reasonLimit });
    if (!reason.ok) return reason;
    return this.work.as(actor, async (transaction): Promise<Result<WatchRecord, Problem>> => {
      const watch = await this.watches.watch(transaction, input.watchId);
      const staff = watch && moderatorOf(actor, watch.organisationId);
      if (!staff) return fail({ ...notFound, field: 'watchId' });
      const isSeen = watch.version === input.version;
      if (!isSeen || !(await this.watches.end(transaction, watch, staff.staffId, reason.value, this.clock.now())))
        return fail(problem('STALE'));
      const { organisationId, id } = watch;
      await this.outbox.add(transaction, organisationId, watchChanged, { watchId: id });
      await this.audit.record(transaction, organisationId, 'watch.ended', { watch: id });
      const ended = await this.watches.watch(transaction, id);
      return ended ? ok(ended) : fail(notFound);
    });
  }
}
