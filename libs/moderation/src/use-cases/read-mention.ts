import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, UnitOfWork } from '@kring/platform';
import { Mentions } from '../storage/mentions';
import { AskColleagues } from './ask-colleagues';

/** Whoever was asked says that they read it. */
@Injectable()
export class ReadMention {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Mentions) private readonly mentions: Mentions,
    @Inject(AskColleagues) private readonly colleagues: AskColleagues,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The item that it was about. Read before: nothing changes. */
  run(actor: AccountActor, noteId: Id): Promise<Result<Id, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const mine = actor.staff.map((right) => right.staffId);
      const mention = await this.mentions.mine(transaction, noteId, mine);
      if (!mention || !moderatorOf(actor, mention.organisationId)) return fail(notFound);
      if ((await this.mentions.read(transaction, mention, this.clock.now())) > 0)
        await this.colleagues.tell(transaction, mention.organisationId, mention.staffId);
      return ok(mention.reviewItemId);
    });
  }
}
