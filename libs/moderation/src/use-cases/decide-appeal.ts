import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { type Actor, CLOCK, moderatorOf, newId, type Transaction, UnitOfWork } from '@kring/platform';
import { SteerThread, StoriesReader } from '@kring/stories';
import type { AppealDecision } from '../domain/decisions';
import { messageLimit } from '../domain/limits';
import { resolvable } from '../domain/review-item';
import { isAboutMember, isOpenToLook, mayDecideAppeal } from '../domain/statements';
import { Appeals } from '../storage/appeals';
import { Climates } from '../storage/climates';
import { Interventions } from '../storage/interventions';
import type { ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { type StandingStatement, Statements } from '../storage/statements';
import { AnnounceReviewItem } from './announce-review-item';
import { CarryOut } from './carry-out';
import { fateOfStanding } from './read-statements';
import { UndoIntervention } from './undo-intervention';

export interface DecideAppealInput {
  /** The review item of the appeal. */
  readonly id: Id;
  readonly version: number;
  readonly outcome: AppealDecision;
  /** Read by the member, by who decided first and by the team. */
  readonly reasons: string;
}

/**
 * Another person looks at a decision and lets it stand or takes it back. Taking back is a new decision beside the first: what
 * an intervention did is undone as interventions are; the post is seen again, the member writes again.
 */
@Injectable()
export class DecideAppeal {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(Statements) private readonly statements: Statements,
    @Inject(Appeals) private readonly appeals: Appeals,
    @Inject(Interventions) private readonly interventions: Interventions,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(SteerThread) private readonly steer: SteerThread,
    @Inject(CarryOut) private readonly carryOut: CarryOut,
    @Inject(UndoIntervention) private readonly undo: UndoIntervention,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: DecideAppealInput): Promise<Result<Id, Problem>> {
    const reasons = readText(input.reasons, { field: 'reasons', limit: messageLimit, filled: true });
    if (!reasons.ok) return reasons;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const found = await this.items.item(transaction, input.id);
      const staff = found?.kind === 'APPEAL' ? moderatorOf(actor, found.organisationId) : null;
      if (!found || !staff) return fail(notFound);
      const now = this.clock.now();
      await this.climates.lock(transaction, found.organisationId, found.threadId, now);
      const item = await this.items.lock(transaction, found.organisationId, found.id);
      const [statement] = await this.statements.ofItems(transaction, [found.id]);
      if (!item || !statement?.appealId) return fail(notFound);
      const [first] = await this.statements.firstLooks(transaction, [statement.id]);
      const other = first ? mayDecideAppeal(staff, first) : fail(notFound);
      if (!other.ok) return other;
      const isDecided = statement.outcome !== null && statement.outcome !== 'LAPSED';
      if (!isDecided && !isOpenToLook(fateOfStanding(statement, now))) return fail(problem('NOTHING_TO_DECIDE'));
      const may = resolvable(item, staff.staffId, input.version, now);
      if (!may.ok) return may;
      if (staff.role === 'ORGANISER') return fail(notFound);
      const decisionId = newId(now);
      if (!(await this.items.resolve(transaction, item, staff.staffId, input.version, now)))
        return UnitOfWork.rollBack(fail(problem('STALE')));
      await this.items.addDecision(transaction, {
        ...{ organisationId: item.organisationId, id: decisionId, reviewItemId: item.id, kind: input.outcome },
        ...{ staffId: staff.staffId, reasons: reasons.value, messageToAuthor: null, at: now },
      });
      await this.appeals.answer(transaction, {
        ...{ organisationId: item.organisationId, appealId: statement.appealId, membershipId: statement.membershipId },
        ...{ outcome: input.outcome, reasons: reasons.value, byRole: staff.role, decisionId, at: now },
      });
      const carried = await this.carry(transaction, item, statement, input.outcome, staff.staffId, reasons.value);
      if (!carried.ok) return UnitOfWork.rollBack(carried);
      await this.announce.refreshed(transaction, item);
      await this.audit.record(transaction, item.organisationId, `appeal.${input.outcome.toLowerCase()}`, {
        ...{ reviewItem: item.id, appeal: statement.appealId, statement: statement.id },
        ...{ decision: decisionId, post: statement.postId },
      });
      return ok(item.id);
    });
  }

  /** Puts the post back in sight or takes the measure back, or tells open screens that the answer is there. */
  private async carry(
    transaction: Transaction,
    item: ReviewItemRecord,
    statement: StandingStatement,
    outcome: AppealDecision,
    staffId: Id,
    reasons: string,
  ): Promise<Result<unknown, Problem>> {
    const thread = await this.stories.thread(transaction, item.threadId);
    const post = await this.stories.post(transaction, statement.postId);
    if (!thread || !post) return fail(notFound);
    if (isAboutMember(statement.kind) && fateOfStanding(statement, this.clock.now()) === 'ENDED') return ok(true);
    if (outcome === 'UPHELD') {
      await this.steer.refreshPost(transaction, post);
      return ok(true);
    }
    if (statement.interventionId !== null) {
      const done = await this.interventions.intervention(transaction, statement.interventionId);
      return done ? this.undo.within(transaction, done, staffId, reasons, true) : fail(notFound);
    }
    return this.carryOut.run(
      transaction,
      thread,
      post,
      { do: 'MOVE', to: 'VISIBLE', message: null },
      { staffId, reason: reasons, item },
    );
  }
}
