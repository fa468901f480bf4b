import { Inject, Injectable } from '@nestjs/common';
import { Accounts } from '@kring/identity';
import type { Id } from '@kring/kernel';
import { type AccountActor, type Actor, membershipsOf, system, type SystemActor, UnitOfWork } from '@kring/platform';
import { type StandingStatement, Statements } from '../storage/statements';

/**
 * Decisions about whoever asks. Somebody who was removed reaches nothing of the group any more, and still reads why and can ask
 * another person to look: that one statement, read by the service for the account that the membership was of.
 */
@Injectable()
export class OwnStatements {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Statements) private readonly statements: Statements,
  ) {}

  /** Newest first. */
  async all(reader: { readonly actor: Actor }): Promise<StandingStatement[]> {
    const { actor } = reader;
    if (actor.kind !== 'account') return [];
    const ids = membershipsOf(actor);
    const inside = ids.length > 0 ? await this.work.read(reader, (t) => this.statements.ofMembers(t, ids)) : [];
    const removals = await this.removals(reader, actor.accountId);
    return [...inside, ...removals].sort((one, other) => other.at.getTime() - one.at.getTime());
  }

  /** Why memberships of this account ended, with nothing of the groups they were of. */
  async removals(reader: { readonly actor: Actor }, accountId: Id): Promise<StandingStatement[]> {
    const ended = await this.work.read(reader, (transaction) => this.accounts.removedFrom(transaction, accountId));
    const found: StandingStatement[] = [];
    for (const organisationId of new Set(ended.map((one) => one.organisationId))) {
      const ids = ended.filter((one) => one.organisationId === organisationId).map((one) => one.membershipId);
      found.push(
        ...(await this.work.as(OwnStatements.service(organisationId), (t) => this.statements.removals(t, ids))),
      );
    }
    return found.map(OwnStatements.outOfSight);
  }

  /** The reasons of one removal of this account; null when it is none. */
  async removal(actor: AccountActor, statementId: Id): Promise<StandingStatement | null> {
    const removals = await this.removals({ actor }, actor.accountId);
    return removals.find((one) => one.id === statementId) ?? null;
  }

  static service(organisationId: Id): SystemActor {
    return system('own-removals', organisationId);
  }

  static outOfSight(this: void, statement: StandingStatement): StandingStatement {
    return { ...statement, groupName: null, threadTitle: null };
  }
}
