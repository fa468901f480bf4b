import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, Outbox, UnitOfWork } from '@kring/platform';
import { asideAlarmAnswered } from '../events';
import { AsideAlarms } from '../storage/alarms';
import type { AsideAlarmRecord } from '../storage/records';

/** A moderator says "I am with them" to an alarm: any of the organisation, for it must not wait for one person. */
@Injectable()
export class AnswerAsideAlarm {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(AsideAlarms) private readonly alarms: AsideAlarms,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, alarmId: Id): Promise<Result<AsideAlarmRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<AsideAlarmRecord, Problem>> => {
      const alarm = await this.alarms.alarm(transaction, alarmId);
      const staff = alarm && moderatorOf(actor, alarm.organisationId);
      if (!staff) return fail({ ...notFound, field: 'alarmId' });
      const { organisationId, asideId } = alarm;
      const at = this.clock.now();
      if (
        alarm.answeredAt ||
        !(await this.alarms.answer(transaction, { organisationId, id: asideId }, staff.staffId, at))
      )
        return fail(problem('STALE'));
      await this.outbox.add(transaction, organisationId, asideAlarmAnswered, { asideId });
      await this.audit.record(transaction, organisationId, 'aside.alarm-answered', { alarm: alarm.id, aside: asideId });
      return ok({ ...alarm, answeredBy: staff.staffId, answeredAt: at });
    });
  }
}
