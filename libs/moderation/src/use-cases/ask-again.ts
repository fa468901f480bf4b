import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import {
  type AccountActor,
  CLOCK,
  membershipIn,
  newId,
  once,
  Outbox,
  SETTINGS,
  type Settings,
  type Transaction,
  UnitOfWork,
} from '@kring/platform';
import { appealDue, appealUntil, mayAppeal } from '../domain/statements';
import { appealWordsLimit } from '../domain/limits';
import { appealMade } from '../events';
import { Appeals } from '../storage/appeals';
import { type StandingStatement, Statements } from '../storage/statements';
import { OwnStatements } from './own-statements';
import { fateOfStanding } from './read-statements';

export interface AskAgainInput {
  readonly clientKey: string;
  readonly statementId: Id;
  readonly words: string | null;
}

/** A member asks another person to look at a decision about them or a post of theirs: once, in time, while it stands or was felt. */
@Injectable()
export class AskAgain {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(OwnStatements) private readonly own: OwnStatements,
    @Inject(Statements) private readonly statements: Statements,
    @Inject(Appeals) private readonly appeals: Appeals,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'KRING_APPEAL_DAYS' | 'KRING_APPEAL_DUE_DAYS'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: AskAgainInput): Promise<Result<StandingStatement, Problem>> {
    const words = readText(input.words ?? '', { field: 'words', limit: appealWordsLimit, optional: true });
    if (!words.ok) return words;
    const removal = await this.own.removal(actor, input.statementId);
    const as = removal ? OwnStatements.service(removal.organisationId) : actor;
    return this.work.as(as, async (transaction): Promise<Result<StandingStatement, Problem>> => {
      const nowhere = fail({ ...notFound, field: 'statementId' });
      const statement = await this.statements.statement(transaction, input.statementId);
      if (!statement) return nowhere;
      const membershipId = removal ? removal.membershipId : membershipIn(actor, statement.groupId)?.membershipId;
      if (membershipId !== statement.membershipId) return nowhere;
      const { clientKey, ...asked } = input;
      const { organisationId } = statement;
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'appeal', clientKey, input: asked },
        () => this.ask(transaction, statement, words.value || null),
      );
      if (!made.ok) return made;
      const now = await this.statements.statement(transaction, statement.id);
      return now ? ok(removal ? OwnStatements.outOfSight(now) : now) : nowhere;
    });
  }

  private async ask(
    transaction: Transaction,
    statement: StandingStatement,
    words: string | null,
  ): Promise<Result<{ appealId: Id }, Problem>> {
    const now = this.clock.now();
    const decision = {
      fate: fateOfStanding(statement, now),
      isAppealed: statement.appealId !== null,
      until: appealUntil(statement.at, this.settings.KRING_APPEAL_DAYS),
    };
    const may = mayAppeal(decision, now);
    if (!may.ok) return may;
    const { organisationId, groupId, threadId, postId, membershipId, id: statementId } = statement;
    const appealId = newId(now);
    const added = await this.appeals.add(transaction, {
      ...{ organisationId, id: appealId, statementId, membershipId, groupId, threadId, postId, words },
      createdAt: now,
      dueAt: appealDue(now, this.settings.KRING_APPEAL_DUE_DAYS),
    });
    // Somebody sent another one at the same moment.
    if (!added) return fail(problem('ALREADY_APPEALED'));
    await this.outbox.add(transaction, organisationId, appealMade, { groupId, threadId, statementId });
    return ok({ appealId });
  }
}
