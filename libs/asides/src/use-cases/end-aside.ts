import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, Outbox, UnitOfWork } from '@kring/platform';
import { sideOf } from '../domain/aside';
import { asideChanged } from '../events';
import { Asides, peopleOf } from '../storage/asides';
import type { AsideRecord } from '../storage/records';

/** Either of the two ends it, without asking. Ending what the other ended a moment ago is no mistake. */
@Injectable()
export class EndAside {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, asideId: Id): Promise<Result<AsideRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<AsideRecord, Problem>> => {
      const aside = await this.asides.aside(transaction, asideId);
      const side = aside && sideOf(peopleOf(actor), aside);
      if (!side) return fail({ ...notFound, field: 'asideId' });
      const { organisationId, id, membershipId, staffId } = aside;
      if (await this.asides.end(transaction, aside, side, this.clock.now())) {
        await this.outbox.add(transaction, organisationId, asideChanged, { asideId: id, membershipId, staffId });
        if (side === 'STAFF') await this.audit.record(transaction, organisationId, 'aside.ended', { aside: id });
      }
      const now = await this.asides.aside(transaction, id);
      return now ? ok(now) : fail(notFound);
    });
  }
}
