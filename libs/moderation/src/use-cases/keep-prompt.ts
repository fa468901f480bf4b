import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, readText, type Result } from '@kring/kernel';
import { type AccountActor, CLOCK, newId, once, staffOf, type Transaction, UnitOfWork } from '@kring/platform';
import { promptLimit } from '../domain/limits';
import type { PromptWords } from '../domain/interventions';
import { Prompts } from '../storage/prompts';

export interface KeepPromptInput {
  readonly clientKey: string;
  readonly organisationId: Id;
  /** Null for a new question. */
  readonly promptId: string | null;
  /** The version that was seen. */
  readonly version: number | null;
  readonly nl: string;
  readonly fr: string;
  readonly en: string;
  readonly retired: boolean;
}

/**
 * A supervisor or organiser adds a question to the library, words one anew, or puts one away; what stands above a reply box
 * stays as it was chosen.
 */
@Injectable()
export class KeepPrompt {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Prompts) private readonly prompts: Prompts,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers the id of the question. */
  async run(actor: AccountActor, input: KeepPromptInput): Promise<Result<Id, Problem>> {
    const staff = staffOf(actor, input.organisationId, ['ORGANISER', 'SUPERVISOR']);
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    const words = readPrompt(input);
    if (!words.ok) return words;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const { clientKey, ...asked } = input;
      const key = {
        organisationId: input.organisationId,
        who: actor.accountId,
        operation: 'keepPrompt',
        clientKey,
        input: asked,
      };
      const made = await once(transaction, key, () => this.keep(transaction, input, words.value, staff.staffId));
      return made.ok ? ok(made.value['promptId'] ?? '') : made;
    });
  }

  private async keep(
    transaction: Transaction,
    { organisationId, promptId, version, retired }: KeepPromptInput,
    words: PromptWords,
    staffId: Id,
  ): Promise<Result<{ promptId: Id }, Problem>> {
    const at = this.clock.now();
    if (promptId === null) {
      const id = newId(at);
      await this.prompts.add(transaction, { ...words, organisationId, id, staffId, at });
      await this.audit.record(transaction, organisationId, 'prompt.added', { prompt: id });
      return ok({ promptId: id });
    }
    const found = await this.prompts.takeUp(transaction, organisationId, promptId, at);
    if (!found) return fail({ ...notFound, field: 'promptId' });
    if (found.version !== version) return fail(problem('STALE'));
    const after = { ...found, ...words, retiredAt: retired ? (found.retiredAt ?? at) : null };
    if (!(await this.prompts.change(transaction, organisationId, after, { staffId, at })))
      return fail(problem('STALE'));
    await this.audit.record(transaction, organisationId, retired ? 'prompt.retired' : 'prompt.changed', {
      prompt: found.id,
    });
    return ok({ promptId: found.id });
  }
}

function readPrompt(input: PromptWords & { readonly retired: boolean }): Result<PromptWords, Problem> {
  const read = { nl: '', fr: '', en: '' };
  for (const language of ['nl', 'fr', 'en'] as const) {
    const text = readText(input[language], {
      field: language,
      limit: promptLimit,
      oneLine: true,
      filled: !input.retired,
    });
    if (!text.ok) return text;
    read[language] = text.value;
  }
  return ok(read);
}
