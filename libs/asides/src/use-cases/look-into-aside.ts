import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, supervisorOf, UnitOfWork } from '@kring/platform';
import { Asides } from '../storage/asides';
import type { AsideMessageRecord, AsideRecord } from '../storage/records';

export interface AsideLook {
  readonly aside: AsideRecord;
  readonly messages: readonly AsideMessageRecord[];
}

/** A supervisor reads what two people said apart. Each look is on record before anything is shown. */
@Injectable()
export class LookIntoAside {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Asides) private readonly asides: Asides,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  async run(actor: AccountActor, asideId: Id): Promise<Result<AsideLook, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<AsideLook, Problem>> => {
      const aside = await this.asides.aside(transaction, asideId);
      if (!aside || !supervisorOf(actor, aside.organisationId)) return fail({ ...notFound, field: 'asideId' });
      const messages = await this.asides.messages(transaction, [aside.id]);
      await this.audit.record(transaction, aside.organisationId, 'aside.looked-into', { aside: aside.id });
      return ok({ aside, messages });
    });
  }
}
