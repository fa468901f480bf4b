import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id, told } from '@kring/kernel';
import { ReviewItems } from '@kring/moderation';
import { Duties, StaffReader, type StaffRecord } from '@kring/organisations';
import { type AccountActor, CLOCK, supervisorOf, system, UnitOfWork } from '@kring/platform';
import { type Severity } from '@kring/safety';
import { spentOf } from '../domain/budget';
import { type ExposureRecord, Exposures } from '../storage/exposures';

const day = 86_400_000;
export const longestLoadDays = 28;

/** How much work somebody had; null where the number is too small to tell. */
export interface StaffLoad {
  readonly staff: StaffRecord;
  readonly duties: number | null;
  readonly hours: number | null;
  readonly handled: readonly { readonly severity: Severity; readonly count: number | null }[];
  readonly severe: number | null;
  readonly timesSpent: number | null;
}

const severities: readonly Severity[] = ['CRISIS', 'RED', 'AMBER', 'GREEN'];

/** What supervisors see of the load of each moderator: how much, never what about, what was uncovered, or who wants to talk. */
@Injectable()
export class ReadLoad {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(Exposures) private readonly exposures: Exposures,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null for who is no supervisor there. */
  async run(actor: AccountActor, organisationId: Id, days: number): Promise<StaffLoad[] | null> {
    if (!supervisorOf(actor, organisationId)) return null;
    const now = this.clock.now();
    const from = new Date(now.getTime() - Math.min(Math.max(days, 1), longestLoadDays) * day);
    return this.work.as(system('read-load', organisationId), async (transaction) => {
      const [serving, duties, handled, read, budget] = [
        await this.staffReader.serving(transaction, [organisationId]),
        await this.duties.lasted(transaction, organisationId, from, now),
        await this.items.endedBy(transaction, organisationId, from),
        await this.exposures.after(transaction, organisationId, from),
        await this.exposures.budget(transaction, organisationId),
      ];
      return serving
        .filter(({ role }) => role !== 'ORGANISER')
        .map((staff) => {
          const mine = read.filter(({ staffId }) => staffId === staff.id);
          const time = duties.find(({ staffId }) => staffId === staff.id);
          const spent = [...byShift(mine).values()].map((shift) => spentOf(shift, budget));
          return {
            staff,
            duties: told(time?.duties ?? 0),
            hours: (time?.duties ?? 0) > 0 && told(time?.duties ?? 0) !== null ? Math.round(time?.hours ?? 0) : null,
            handled: severities.map((severity) => ({
              severity,
              count: told(handled.find((one) => one.staffId === staff.id && one.severity === severity)?.count ?? 0),
            })),
            severe: told(spent.reduce((sum, { severe }) => sum + severe, 0)),
            timesSpent: told(spent.filter(({ isSpent }) => isSpent).length),
          };
        });
    });
  }
}

function byShift(read: readonly ExposureRecord[]): Map<number, ExposureRecord[]> {
  const shifts = new Map<number, ExposureRecord[]>();
  for (const one of read) shifts.set(one.since.getTime(), [...(shifts.get(one.since.getTime()) ?? []), one]);
  return shifts;
}
