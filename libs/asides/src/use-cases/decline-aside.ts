import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, isId, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, Outbox, UnitOfWork } from '@kring/platform';
import { asideRequested } from '../events';
import type { AsideRequestRecord } from '../storage/records';
import { AsideRequests } from '../storage/requests';

/** A moderator who was asked to talk with somebody puts the request away without an aside. */
@Injectable()
export class DeclineAside {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AsideRequests) private readonly requests: AsideRequests,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, requestId: Id): Promise<Result<AsideRequestRecord, Problem>> {
    if (!isId(requestId)) return fail(notFound);
    return this.work.as(actor, async (transaction): Promise<Result<AsideRequestRecord, Problem>> => {
      const request = (await this.requests.requests(transaction, [requestId]))[0];
      const staff = request && moderatorOf(actor, request.organisationId);
      if (!request || staff?.staffId !== request.staffId) return fail(notFound);
      const at = this.clock.now();
      if (!(await this.requests.answer(transaction, request, at))) return fail(problem('STALE'));
      const { organisationId, id, staffId } = request;
      await this.outbox.add(transaction, organisationId, asideRequested, { requestId: id, staffId });
      await this.audit.record(transaction, organisationId, 'aside.declined', { request: id });
      return ok({ ...request, answeredAt: at });
    });
  }
}
