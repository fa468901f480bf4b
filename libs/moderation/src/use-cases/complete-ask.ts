import { Inject, Injectable } from '@nestjs/common';
import { Helplines } from '@kring/guidance';
import { fail, type Id, invalid, notFound, ok, type Problem, type Result } from '@kring/kernel';
import { OrganisationsReader } from '@kring/organisations';
import type { Transaction } from '@kring/platform';
import type { InterventionInput } from '../domain/read-ask';
import { Prompts } from '../storage/prompts';

/** Adds what only the data can say to what a moderator asks: the organisation's clock, the words of a question of its library. */
@Injectable()
export class CompleteAsk {
  constructor(
    @Inject(OrganisationsReader) private readonly organisations: OrganisationsReader,
    @Inject(Prompts) private readonly prompts: Prompts,
    @Inject(Helplines) private readonly helplines: Helplines,
  ) {}

  async run(
    transaction: Transaction,
    input: InterventionInput,
    organisationId: Id,
    now: Date,
  ): Promise<Result<InterventionInput, Problem>> {
    const { terms } = input;
    if (terms?.from !== undefined) {
      const { timeZone } = await this.organisations.staffedHours(transaction, organisationId);
      return ok({ ...input, terms: { ...terms, timeZone } });
    }
    if (terms?.promptId !== undefined) {
      const found = await this.prompts.takeUp(transaction, organisationId, terms.promptId, now);
      if (found?.retiredAt !== null) return fail({ ...notFound, field: 'promptId' });
      const { id, nl, fr, en } = found;
      return ok({ ...input, terms: { promptId: id, prompt: { nl, fr, en } } });
    }
    const { helpline } = terms ?? {};
    const isKnown = helpline === undefined || this.helplines.bySlug(helpline) !== null;
    return isKnown ? ok(input) : fail(invalid('helpline', 'unknown'));
  }
}
