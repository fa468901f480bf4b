import { Inject, Injectable } from '@nestjs/common';
import { canMove, type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, membershipIn, UnitOfWork } from '@kring/platform';
import { spotlightMoves } from '../domain/spotlight-moves';
import { type SpotlightRecord, Spotlights } from '../storage/spotlights';

/** An author says yes or no to having their story shown first, and takes a yes back at any time. The same said twice is said once. */
@Injectable()
export class AnswerSpotlight {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Spotlights) private readonly spotlights: Spotlights,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  run(actor: AccountActor, id: Id, give: boolean): Promise<Result<SpotlightRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<SpotlightRecord, Problem>> => {
      const found = await this.spotlights.spotlight(transaction, id);
      // Moderators read it too, and answer for nobody.
      const mine = found && membershipIn(actor, found.groupId);
      if (!mine) return fail({ ...notFound, field: 'spotlightId' });
      const to = give ? 'GIVEN' : found.state === 'GIVEN' ? 'TAKEN_BACK' : 'REFUSED';
      if (found.state === to || (found.state === 'TAKEN_BACK' && !give)) return ok(found);
      if (!canMove(spotlightMoves, found.state, to)) return fail(problem('STALE'));
      await this.spotlights.answer(transaction, found, to, this.clock.now());
      return ok({ ...found, state: to });
    });
  }
}
