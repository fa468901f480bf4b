import { Inject, Injectable } from '@nestjs/common';
import { Accounts } from '@kring/identity';
import type { Id } from '@kring/kernel';
import { type Actor, system, UnitOfWork } from '@kring/platform';
import { Measures } from '../storage/measures';

/** What somebody is told about memberships of theirs that ended by a decision. Nothing else of such a group opens any more. */
@Injectable()
export class ReadFarewells {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Measures) private readonly measures: Measures,
  ) {}

  async run(reader: { readonly actor: Actor }, accountId: Id): Promise<{ message: string; at: Date }[]> {
    const ended = await this.work.read(reader, (transaction) => this.accounts.removedFrom(transaction, accountId));
    const organisations = [...new Set(ended.map((one) => one.organisationId))];
    const found = [];
    for (const organisationId of organisations) {
      const ids = ended.filter((one) => one.organisationId === organisationId).map((one) => one.membershipId);
      found.push(
        ...(await this.work.as(system('farewells', organisationId), (transaction) =>
          this.measures.farewells(transaction, organisationId, ids),
        )),
      );
    }
    return found;
  }
}
