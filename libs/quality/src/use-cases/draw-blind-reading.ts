import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { StaffReader } from '@kring/organisations';
import { CLOCK, newId, Outbox, Secrets, type Transaction } from '@kring/platform';
import { day, drawnWithinHours, isDrawn, usualPercent, waitsDays } from '../domain/blind-reading';
import { blindReadingChanged } from '../events';
import { Draws } from '../storage/draws';
import { Partakers } from '../storage/partakers';
import type { Drawable } from '../storage/records';

const week = 7 * day;

/** Lets chance pick decisions for a second person to take again without knowing them. Where nobody is left who could, none is picked. */
@Injectable()
export class DrawBlindReading {
  constructor(
    @Inject(Draws) private readonly draws: Draws,
    @Inject(Partakers) private readonly partakers: Partakers,
    @Inject(StaffReader) private readonly staff: StaffReader,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In the transaction that hears of an item: the same item is drawn or not, however often it is heard of. */
  async ofItem(transaction: Transaction, organisationId: Id, itemId: Id): Promise<void> {
    const of = await this.draws.ofItem(transaction, organisationId, itemId);
    if (!of || of.decidedAt.getTime() < this.clock.now().getTime() - drawnWithinHours * 3_600_000) return;
    if (!isDrawn(this.markOf(of), await this.percent(transaction, organisationId))) return;
    await this.draw(transaction, of);
  }

  /** One of the last week, when nothing was drawn in it and the organisation wants second readings at all. */
  async ofWeek(transaction: Transaction, organisationId: Id): Promise<void> {
    const since = new Date(this.clock.now().getTime() - week);
    if ((await this.percent(transaction, organisationId)) === 0) return;
    if (await this.draws.hasDrawnSince(transaction, organisationId, since)) return;
    const among = await this.draws.since(transaction, organisationId, since);
    for (const of of among.sort((one, other) => this.markOf(one) - this.markOf(other)))
      if (await this.draw(transaction, of)) return;
  }

  async percent(transaction: Transaction, organisationId: Id): Promise<number> {
    return (await this.draws.percent(transaction, organisationId)) ?? usualPercent;
  }

  private markOf({ reviewItemId }: Drawable): number {
    return this.secrets.derive('blind-reading', reviewItemId).readUInt32BE(0);
  }

  private async draw(transaction: Transaction, of: Drawable): Promise<boolean> {
    const { organisationId } = of;
    const tookPart = await this.partakers.of(transaction, of);
    const serving = await this.staff.serving(transaction, [organisationId]);
    if (!serving.some(({ id, role }) => role !== 'ORGANISER' && !tookPart.includes(id))) return false;
    const now = this.clock.now();
    const readingId = newId(now);
    const expiresAt = new Date(now.getTime() + waitsDays * day);
    if (!(await this.draws.draw(transaction, readingId, of, tookPart, now, expiresAt))) return false;
    await this.outbox.add(transaction, organisationId, blindReadingChanged, { readingId });
    return true;
  }
}
