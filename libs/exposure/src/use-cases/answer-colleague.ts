import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, moderatorOf, Outbox, UnitOfWork } from '@kring/platform';
import { careChanged } from '../events';
import { type ColleagueAskRecord, ColleagueAsks } from '../storage/colleague-asks';
import { askWordsLimit } from './ask-colleague';

/** A colleague answers what was asked of them: what they think of a conversation, or when they talk. */
@Injectable()
export class AnswerColleague {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ColleagueAsks) private readonly asks: ColleagueAsks,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, askId: Id, answer: string): Promise<Result<ColleagueAskRecord, Problem>> {
    const words = readText(answer, { field: 'words', limit: askWordsLimit });
    if (!words.ok) return words;
    return this.work.as(actor, async (transaction): Promise<Result<ColleagueAskRecord, Problem>> => {
      const ask = await this.asks.ask(transaction, askId);
      if (!ask || moderatorOf(actor, ask.organisationId)?.staffId !== ask.askedId)
        return fail({ ...notFound, field: 'askId' });
      if (!(await this.asks.answer(transaction, ask, words.value, this.clock.now()))) return fail(problem('STALE'));
      await this.outbox.add(transaction, ask.organisationId, careChanged, {
        staffId: ask.askerId,
        otherId: ask.askedId,
      });
      const answered = await this.asks.ask(transaction, ask.id);
      return answered ? ok(answered) : fail(notFound);
    });
  }
}

/** Either of the two ends what was asked: it is not needed any more, or it was talked about. */
@Injectable()
export class EndColleagueAsk {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ColleagueAsks) private readonly asks: ColleagueAsks,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, askId: Id): Promise<Result<ColleagueAskRecord, Problem>> {
    return this.work.as(actor, async (transaction): Promise<Result<ColleagueAskRecord, Problem>> => {
      const ask = await this.asks.ask(transaction, askId);
      const me = ask && moderatorOf(actor, ask.organisationId)?.staffId;
      if (!me || ![ask.askerId, ask.askedId].includes(me)) return fail({ ...notFound, field: 'askId' });
      if (!(await this.asks.end(transaction, ask, this.clock.now()))) return fail(problem('STALE'));
      await this.outbox.add(transaction, ask.organisationId, careChanged, {
        staffId: ask.askerId,
        otherId: ask.askedId,
      });
      const ended = await this.asks.ask(transaction, ask.id);
      return ended ? ok(ended) : fail(notFound);
    });
  }
}
