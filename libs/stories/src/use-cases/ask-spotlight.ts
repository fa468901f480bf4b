import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, ok, problem, type Problem, type Result } from '@kring/kernel';
import { CLOCK, newId, type Transaction } from '@kring/platform';
import type { ThreadRecord } from '../storage/records';
import { Spotlights } from '../storage/spotlights';
import { StoriesReader } from '../storage/stories-reader';

/** Asks an author whether their story may be shown first, for moderation, in its own transaction; and takes the question back. */
@Injectable()
export class AskSpotlight {
  constructor(
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(Spotlights) private readonly spotlights: Spotlights,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(
    transaction: Transaction,
    { organisationId, groupId, id: threadId, openerPostId, openerMembershipId }: ThreadRecord,
    { staffId, message }: { readonly staffId: Id; readonly message: string },
  ): Promise<Result<Id, Problem>> {
    if (openerMembershipId === null) return fail(invalid('threadId', 'no_member'));
    const story = await this.reader.post(transaction, openerPostId);
    if (story?.state !== 'VISIBLE') return fail(problem('STALE'));
    const askedAt = this.clock.now();
    const id = newId(askedAt);
    const asked = { organisationId, id, threadId, groupId, authorMembershipId: openerMembershipId, staffId, message };
    return (await this.spotlights.ask(transaction, { ...asked, askedAt })) ? ok(id) : fail(problem('STALE'));
  }

  /** Nothing happens when it was withdrawn already. */
  async withdraw(transaction: Transaction, id: Id): Promise<void> {
    const one = await this.spotlights.spotlight(transaction, id);
    if (one) await this.spotlights.withdraw(transaction, one, this.clock.now());
  }
}
