import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type Actor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import { type HandOverRecord, HandOvers } from '../storage/hand-overs';

/** How long a hand-over is shown. */
const daysBack = 7;

/** What was handed over lately, and saying that one read it. */
@Injectable()
export class ReadHandOvers {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(HandOvers) private readonly handOvers: HandOvers,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first; null for who does not read along. */
  async latest(actor: Actor, organisationId: Id): Promise<HandOverRecord[] | null> {
    if (!moderatorOf(actor, organisationId)) return null;
    const since = new Date(this.clock.now().getTime() - daysBack * 86_400_000);
    return this.work.as(actor, (transaction) => this.handOvers.latest(transaction, organisationId, since));
  }

  async confirm(actor: Actor, id: Id): Promise<Result<HandOverRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<HandOverRecord, Problem>> => {
      const handOver = await this.handOvers.handOver(transaction, id);
      const staff = handOver && moderatorOf(actor, handOver.organisationId);
      if (!handOver || !staff) return fail({ ...notFound, field: 'id' });
      if (await this.handOvers.addRead(transaction, handOver, staff.staffId, this.clock.now())) {
        await this.audit.record(transaction, handOver.organisationId, 'hand-over.read', { handOver: handOver.id });
      }
      return ok(handOver);
    });
  }
}
