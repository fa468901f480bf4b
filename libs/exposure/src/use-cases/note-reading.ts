import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { readReason, ReviewItems } from '@kring/moderation';
import { type AccountActor, CLOCK, moderatorOf, Outbox, UnitOfWork } from '@kring/platform';
import { weighs } from '../domain/budget';
import { themeOfCategory } from '../domain/themes';
import { careChanged } from '../events';
import { Exposures } from '../storage/exposures';
import { type Care, ReadCare } from './read-care';

/** Somebody uncovers or reads what weighs: it counts once for their shift, and nobody is kept from anything by it. */
@Injectable()
export class NoteReading {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(Exposures) private readonly exposures: Exposures,
    @Inject(ReadCare) private readonly read: ReadCare,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, reviewItemId: Id): Promise<Result<Care, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<Care, Problem>> => {
      const item = await this.items.item(transaction, reviewItemId);
      const staff = item && moderatorOf(actor, item.organisationId);
      if (!staff) return fail({ ...notFound, field: 'reviewItemId' });
      const { organisationId, severity } = item;
      const { staffId } = staff;
      if (weighs(severity)) {
        const since = await this.read.shift(transaction, organisationId, staffId);
        const theme = themeOfCategory(readReason(item.reason).category);
        const one = { organisationId, staffId, since, reviewItemId: item.id, severity, theme, at: this.clock.now() };
        const isNew = await this.exposures.add(transaction, one);
        if (isNew) await this.outbox.add(transaction, organisationId, careChanged, { staffId, otherId: null });
      }
      return ok(await this.read.run(transaction, organisationId, staffId));
    });
  }
}
