import { Inject, Injectable } from '@nestjs/common';
import type { Id, Problem } from '@kring/kernel';
import { StaffReader } from '@kring/organisations';
import type { StaffRight, Transaction } from '@kring/platform';
import { mayDecideAppeal } from '../domain/statements';
import type { ReviewItemRecord } from '../storage/records';
import { Statements } from '../storage/statements';

/** Keeps an appeal from who had to do with what it is about. */
@Injectable()
export class JudgeOfAppeal {
  constructor(
    @Inject(Statements) private readonly statements: Statements,
    @Inject(StaffReader) private readonly staff: StaffReader,
  ) {}

  /** Why this person cannot take an item; null when they can, as with every item that is about no appeal. */
  async refuses(transaction: Transaction, item: ReviewItemRecord, staff: StaffRight): Promise<Problem | null> {
    if (item.kind !== 'APPEAL') return null;
    const [statement] = await this.statements.ofItems(transaction, [item.id]);
    const [first] = statement ? await this.statements.firstLooks(transaction, [statement.id]) : [];
    if (!first) throw new Error('an appeal is about a decision that somebody took');
    const may = mayDecideAppeal(staff, first);
    return may.ok ? null : may.problem;
  }

  /** Whether a colleague could not take it, to whom it would be handed. */
  async refusesColleague(transaction: Transaction, item: ReviewItemRecord, staffId: Id): Promise<boolean> {
    if (item.kind !== 'APPEAL') return false;
    const [colleague] = await this.staff.staff(transaction, [staffId]);
    const right = colleague && { organisationId: item.organisationId, staffId, role: colleague.role };
    return !right || (await this.refuses(transaction, item, right)) !== null;
  }
}
