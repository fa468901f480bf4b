import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import { type AccountActor, CLOCK, leadOf, UnitOfWork } from '@kring/platform';
import { OnCall } from '../storage/on-call';
import { StaffReader } from '../storage/organisations-reader';

/** An organiser or a supervisor says who is called when nobody takes a crisis: somebody who may read it. */
@Injectable()
export class SetOnCall {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(OnCall) private readonly onCall: OnCall,
    @Inject(StaffReader) private readonly staff: StaffReader,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `staffId` null: nobody. Answers who it is now. */
  async run(actor: AccountActor, organisationId: Id, staffId: Id | null): Promise<Result<Id | null, Problem>> {
    const lead = leadOf(actor, organisationId);
    if (!lead) return fail(problem('NOT_ALLOWED'));
    return this.work.as(actor, async (transaction): Promise<Result<Id | null, Problem>> => {
      if ((await this.onCall.staffId(transaction, organisationId)) === staffId) return ok(staffId);
      if (staffId !== null) {
        const serving = await this.staff.serving(transaction, [organisationId]);
        const person = serving.find((one) => one.id === staffId);
        if (!person || person.role === 'ORGANISER') return fail(invalid('staffId', 'unknown'));
      }
      const changed =
        staffId === null
          ? await this.onCall.clear(transaction, organisationId)
          : await this.onCall.set(transaction, organisationId, staffId, lead.staffId, this.clock.now());
      const subjects = staffId === null ? {} : { staff: staffId };
      if (changed) await this.audit.record(transaction, organisationId, 'on-call.set', subjects);
      return ok(staffId);
    });
  }
}
