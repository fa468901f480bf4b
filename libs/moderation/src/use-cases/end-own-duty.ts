import { Inject, Injectable } from '@nestjs/common';
import { fail, type Id, ok, problem, type Problem, type Result } from '@kring/kernel';
import { Duties, type DutyRecord, EndDuty, isOn } from '@kring/organisations';
import { type AccountActor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import type { Clock } from '@kring/kernel';

/** Somebody goes off duty. */
@Injectable()
export class EndOwnDuty {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(EndDuty) private readonly end: EndDuty,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, organisationId: Id): Promise<Result<DutyRecord, Problem>> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return fail(problem('NOT_ALLOWED'));
    return this.work.as(actor, async (transaction): Promise<Result<DutyRecord, Problem>> => {
      const duty = await this.duties.lockOpen(transaction, organisationId, staff.staffId);
      const now = this.clock.now();
      if (!duty || !isOn(duty, now)) return fail(problem('NOT_ON_DUTY'));
      await this.end.signOff(transaction, duty);
      return ok({ ...duty, endedAt: now });
    });
  }
}
