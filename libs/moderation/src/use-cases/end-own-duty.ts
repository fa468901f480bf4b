import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, invalid, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { Duties, type DutyRecord, EndDuty, isOn } from '@kring/organisations';
import { type AccountActor, CLOCK, moderatorOf, type Transaction, UnitOfWork } from '@kring/platform';
import { type HandOverLine } from '../domain/hand-over';
import { handOverTextLimit } from '../domain/limits';
import { HandOvers } from '../storage/hand-overs';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { JudgeOfAppeal } from './judge-of-appeal';
import { PassOnItem } from './pass-on-item';
import { WriteHandOver } from './write-hand-over';

export interface EndDutyInput {
  readonly organisationId: Id;
  /** What no list can say. */
  readonly text: string;
  /** A colleague on duty who gets what one still has in hand; null: it is let go. */
  readonly handTo: Id | null;
}

/** Somebody goes off duty: the hand-over is written and signed, claims are let go or given on, and the duty ends. */
@Injectable()
export class EndOwnDuty {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(EndDuty) private readonly end: EndDuty,
    @Inject(WriteHandOver) private readonly write: WriteHandOver,
    @Inject(HandOvers) private readonly handOvers: HandOvers,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(PassOnItem) private readonly passOn: PassOnItem,
    @Inject(JudgeOfAppeal) private readonly judge: JudgeOfAppeal,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What would be handed over now; null for who is not on duty. */
  async draft(actor: AccountActor, organisationId: Id): Promise<HandOverLine[] | null> {
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return null;
    return this.work.as(actor, async (transaction) => {
      const current = await this.duties.current(transaction, [organisationId], this.clock.now());
      const duty = current.find((one) => one.staffId === staff.staffId);
      return duty ? this.write.lines(transaction, duty, false) : null;
    });
  }

  async run(actor: AccountActor, input: EndDutyInput): Promise<Result<DutyRecord, Problem>> {
    const { organisationId, handTo } = input;
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return fail(problem('NOT_ALLOWED'));
    const text = readText(input.text, { field: 'text', limit: handOverTextLimit, optional: true });
    if (!text.ok) return text;
    return this.work.as(actor, async (transaction): Promise<Result<DutyRecord, Problem>> => {
      const duty = await this.duties.lockOpen(transaction, organisationId, staff.staffId);
      const now = this.clock.now();
      if (!duty || !isOn(duty, now)) return fail(problem('NOT_ON_DUTY'));
      const refused = handTo === null ? null : await this.whyNot(transaction, duty, handTo);
      if (refused) return fail(refused);
      const how = { text: text.value, isHandedOn: handTo !== null, isSigned: true, endedAt: now };
      const id = await this.write.keep(transaction, duty, how);
      await this.letGo(transaction, id, staff.staffId, handTo, organisationId);
      await this.end.signOff(transaction, duty);
      return ok({ ...duty, endedAt: now });
    });
  }

  /** Written by nobody, when a duty ran out. Harmless when one was written already. */
  async whenRunOut(transaction: Transaction, dutyId: Id): Promise<void> {
    const duty = await this.duties.duty(transaction, dutyId);
    if (!duty?.endedAt || (await this.handOvers.ofDuty(transaction, duty.organisationId, dutyId))) return;
    await this.write.keep(transaction, duty, { text: '', isHandedOn: false, isSigned: false, endedAt: duty.endedAt });
  }

  /** Why a colleague cannot have what is in hand: they are not there for a group of it, or took part in what an appeal is about. */
  private async whyNot(transaction: Transaction, duty: DutyRecord, staffId: Id): Promise<Problem | null> {
    const lines = await this.write.lines(transaction, duty, true);
    const ids = lines.flatMap(({ kind, reviewItemId }) => (kind === 'HANDED' && reviewItemId ? [reviewItemId] : []));
    const items = await this.items.items(transaction, ids);
    const groupIds = items.map((item) => item.groupId);
    if (staffId === duty.staffId || !(await this.passOn.isThere(transaction, duty.organisationId, staffId, groupIds)))
      return invalid('handTo', 'not_on_duty');
    for (const item of items)
      if (await this.judge.refusesColleague(transaction, item, staffId)) return invalid('handTo', 'took_part');
    return null;
  }

  /** What the hand-over says was in hand, and whoever ends their duty still has. */
  private async letGo(
    transaction: Transaction,
    handOverId: Id,
    staffId: Id,
    handTo: Id | null,
    organisationId: Id,
  ): Promise<void> {
    const lines = await this.handOvers.lines(transaction, [handOverId]);
    const passed: ReviewItemRecord[] = [];
    for (const { kind, reviewItemId } of lines) {
      if (!reviewItemId || (kind !== 'HANDED' && kind !== 'LET_GO')) continue;
      const item = await this.items.lock(transaction, organisationId, reviewItemId);
      if (!item) continue;
      const isPassed =
        handTo === null
          ? await this.passOn.free(transaction, item, staffId)
          : await this.passOn.handTo(transaction, item, staffId, handTo);
      if (isPassed) passed.push(item);
    }
    // After all items are locked: whoever holds the end of the audit chain must wait for nobody.
    for (const item of passed) {
      await this.audit.record(
        transaction,
        organisationId,
        handTo === null ? 'review-item.released' : 'review-item.handed',
        { reviewItem: item.id, thread: item.threadId, ...(handTo === null ? {} : { to: handTo }) },
      );
    }
  }
}
