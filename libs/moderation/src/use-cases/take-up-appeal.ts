import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Id } from '@kring/kernel';
import { CLOCK, newId, type Transaction } from '@kring/platform';
import { concernOfAppeal } from '../domain/concern';
import { isOpenToLook } from '../domain/statements';
import { Appeals } from '../storage/appeals';
import { Climates } from '../storage/climates';
import type { ReviewItemRecord, ThreadPlace } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { type StandingStatement, Statements } from '../storage/statements';
import { AnnounceReviewItem } from './announce-review-item';
import { fateOfStanding } from './read-statements';

/** Puts an appeal in the queue, in an item of its own; and lets it go when nothing is left to decide on. */
@Injectable()
export class TakeUpAppeal {
  constructor(
    @Inject(Statements) private readonly statements: Statements,
    @Inject(Appeals) private readonly appeals: Appeals,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(transaction: Transaction, place: ThreadPlace, statementId: Id): Promise<void> {
    const { organisationId, threadId, groupId } = place;
    await this.climates.lock(transaction, organisationId, threadId, this.clock.now());
    const statement = await this.statements.statement(transaction, statementId);
    if (!statement?.appealId || !statement.appealedAt || !statement.appealDueAt)
      throw new Error('an appeal that was announced is there');
    if (statement.reviewItemId !== null || statement.outcome !== null) return;
    if (this.isOver(statement)) return this.lapse(transaction, statement);
    const item: ReviewItemRecord = {
      ...{ organisationId, id: newId(statement.appealedAt), threadId, groupId, kind: 'APPEAL', state: 'OPEN' },
      ...{ ...concernOfAppeal, openedAt: statement.appealedAt, dueAt: statement.appealDueAt },
      waitingSince: statement.appealedAt,
      ...{ claimedBy: null, claimExpiresAt: null, handoverNote: null, version: 1 },
    };
    await this.items.open(transaction, item);
    await this.appeals.putInItem(transaction, organisationId, statement.appealId, item.id);
    await this.announce.refreshed(transaction, item);
  }

  /** After something happened to a post: what was asked about a decision that does not stand any more, is over. */
  async lookAgain(transaction: Transaction, place: ThreadPlace, postId: Id): Promise<void> {
    if ((await this.statements.waitingOf(transaction, postId)).length === 0) return;
    await this.climates.lock(transaction, place.organisationId, place.threadId, this.clock.now());
    for (const statement of await this.statements.waitingOf(transaction, postId))
      if (this.isOver(statement)) await this.lapse(transaction, statement);
  }

  /** The same after something happened to a member. */
  async lookAtMember(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<void> {
    const threads = (await this.statements.waitingOfMember(transaction, membershipId)).map((one) => one.threadId);
    for (const threadId of [...new Set(threads)].sort())
      await this.climates.lock(transaction, organisationId, threadId, this.clock.now());
    for (const statement of await this.statements.waitingOfMember(transaction, membershipId))
      if (this.isOver(statement)) await this.lapse(transaction, statement);
  }

  private isOver(statement: StandingStatement): boolean {
    return !isOpenToLook(fateOfStanding(statement, this.clock.now()));
  }

  private async lapse(transaction: Transaction, statement: StandingStatement): Promise<void> {
    const { organisationId, appealId, membershipId, reviewItemId } = statement;
    if (appealId === null) return;
    await this.appeals.answer(transaction, {
      ...{ organisationId, appealId, membershipId, outcome: 'LAPSED', reasons: null, byRole: null, decisionId: null },
      at: this.clock.now(),
    });
    const item = reviewItemId && (await this.items.lock(transaction, organisationId, reviewItemId));
    if (!item) return;
    await this.items.end(transaction, item);
    await this.announce.refreshed(transaction, item);
  }
}
