import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel'; // prettier-ignore
import { ReviewItems } from '@kring/moderation';
import { StaffReader } from '@kring/organisations';
import { type AccountActor, CLOCK, moderatorOf, newId, once, Outbox, type Transaction, UnitOfWork } from '@kring/platform'; // prettier-ignore
import { careChanged } from '../events';
import { type AskKind, type ColleagueAskRecord, ColleagueAsks } from '../storage/colleague-asks';

export const askWordsLimit = 500;

export interface AskColleagueInput {
  readonly clientKey: string;
  readonly organisationId: Id;
  readonly kind: AskKind;
  readonly staffId: Id;
  /** What is to be read along; null when it is to talk. */
  readonly reviewItemId: Id | null;
  readonly words: string;
}

/**
 * Asks a colleague to read a conversation along, or to talk. What is about a conversation stands there for the team; that two people
 * want to talk is between them, so it is in no record.
 */
@Injectable()
export class AskColleague {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(StaffReader) private readonly staffReader: StaffReader,
    @Inject(ColleagueAsks) private readonly asks: ColleagueAsks,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: AskColleagueInput): Promise<Result<ColleagueAskRecord, Problem>> {
    const { organisationId, kind } = input;
    const staff = moderatorOf(actor, organisationId);
    if (!staff) return fail(problem('NOT_ALLOWED'));
    const words = readText(input.words, { field: 'words', limit: askWordsLimit, optional: true });
    if (!words.ok) return words;
    return this.work.as(actor, async (transaction): Promise<Result<ColleagueAskRecord, Problem>> => {
      const reviewItemId = kind === 'TALK' ? null : await this.item(transaction, organisationId, input.reviewItemId);
      if (kind === 'READ_ALONG' && reviewItemId === null) return fail({ ...notFound, field: 'reviewItemId' });
      const serving = await this.staffReader.serving(transaction, [organisationId]);
      const asked = serving.find(({ id, role }) => id === input.staffId.toLowerCase() && role !== 'ORGANISER');
      if (!asked || asked.id === staff.staffId) return fail(invalid('staffId', 'no_colleague'));
      const { clientKey, ...rest } = input;
      const made = await once(
        transaction,
        { organisationId, who: actor.accountId, operation: 'ask-colleague', clientKey, input: rest },
        async () => {
          const at = this.clock.now();
          const id = newId(at);
          const between = { organisationId, askerId: staff.staffId, askedId: asked.id, reviewItemId };
          if (!(await this.asks.add(transaction, { ...between, id, kind, words: words.value ?? '', at })))
            return fail(problem('ASKED_ALREADY'));
          await this.outbox.add(transaction, organisationId, careChanged, {
            staffId: staff.staffId,
            otherId: asked.id,
          });
          return ok({ askId: id });
        },
      );
      if (!made.ok) return made;
      const ask = await this.asks.ask(transaction, made.value['askId'] ?? '');
      return ask ? ok(ask) : fail(notFound);
    });
  }

  private async item(transaction: Transaction, organisationId: Id, id: Id | null): Promise<Id | null> {
    const item = id === null ? null : await this.items.item(transaction, id);
    return item?.organisationId === organisationId ? item.id : null;
  }
}
