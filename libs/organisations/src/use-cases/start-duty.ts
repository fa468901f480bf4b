import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { AuditTrail } from '@kring/audit';
import {
  type AccountActor,
  CLOCK,
  moderatorOf,
  newId,
  once,
  SETTINGS,
  type Settings,
  type StaffRight,
  Timers,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { rotaGroupsLimit } from '../domain/limits';
import { dutyUntil, isOn } from '../domain/duty';
import { stretchesOf } from '../domain/rota';
import { dutyTimer } from '../duty-timer';
import { Duties, type DutyRecord } from '../storage/duties';
import { OrganisationsReader } from '../storage/organisations-reader';
import { Rota } from '../storage/rota';
import { EndDuty } from './end-duty';

const day = 86_400_000;

export interface StartDutyInput {
  readonly clientKey: string;
  readonly organisationId: Id;
  /** None: all groups; while on duty: those that it is for. */
  readonly groupIds: readonly Id[];
}

/** "I am here", for some groups or for all; said again, it lasts longer, and is for the groups named then too. Works without a rota. */
@Injectable()
export class StartDuty {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(Rota) private readonly rota: Rota,
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(EndDuty) private readonly end: EndDuty,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_DUTY_HOURS'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: StartDutyInput): Promise<Result<DutyRecord, Problem>> {
    const { organisationId } = input;
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return fail(problem('NOT_ALLOWED'));
    const groupIds = [...new Set(input.groupIds)];
    if (groupIds.length > rotaGroupsLimit) return fail(invalid('groupIds', 'too_many', { most: rotaGroupsLimit }));
    return this.work.as(actor, async (transaction): Promise<Result<DutyRecord, Problem>> => {
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'startDuty', clientKey: input.clientKey, input },
        async () => {
          const known = await this.rota.knowsGroups(transaction, organisationId, groupIds);
          if (!known.ok) return known;
          return ok({ dutyId: await this.begin(transaction, staff, groupIds) });
        },
      );
      if (!made.ok) return made;
      const duty = await this.duties.duty(transaction, made.value.dutyId ?? '');
      if (!duty) throw new Error('a duty that was begun can be read by who began it');
      return ok(duty);
    });
  }

  private async begin(transaction: Transaction, staff: StaffRight, groupIds: readonly Id[]): Promise<Id> {
    const { organisationId, staffId } = staff;
    const now = this.clock.now();
    const open = await this.duties.lockOpen(transaction, organisationId, staffId);
    const until = await this.until(transaction, organisationId, staffId, now);
    if (open && isOn(open, now)) {
      const added = open.groupIds.length > 0 ? groupIds.filter((one) => !open.groupIds.includes(one)) : [];
      if (added.length > 0) {
        await this.duties.widen(transaction, open, added, now);
        await this.audit.record(transaction, organisationId, 'duty.widened', {
          duty: open.id,
          groups: added.join(' '),
        });
      }
      if (until > open.until) {
        await this.duties.extend(transaction, open, until);
        await this.timers.set(transaction, dutyTimer, open.id, until, { organisationId, dutyId: open.id });
      }
      return open.id;
    }
    if (open) await this.end.runOut(transaction, open);
    const id = newId(now);
    await this.duties.start(transaction, { organisationId, id, staffId, startedAt: now, until, groupIds });
    await this.timers.set(transaction, dutyTimer, id, until, { organisationId, dutyId: id });
    await this.audit.record(transaction, organisationId, 'duty.started', { duty: id, groups: groupIds.join(' ') });
    return id;
  }

  private async until(transaction: Transaction, organisationId: Id, staffId: Id, now: Date): Promise<Date> {
    const { timeZone } = await this.organisations.staffedHours(transaction, organisationId);
    const own = await this.rota.hoursOf(transaction, organisationId, staffId);
    const shifts = stretchesOf(own, timeZone, now, new Date(now.getTime() + day));
    return dutyUntil(now, shifts, this.settings.KRING_DUTY_HOURS);
  }
}
