import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import type { Language } from '@kring/safety';
import { type AccountActor, CLOCK, once, supervisorOf, type Transaction, UnitOfWork } from '@kring/platform';
import { type GuidelineWords, readGuideline } from '../domain/guidelines';
import type { GuidelineTopic } from '../domain/topics';
import { Guidelines } from '../storage/guidelines';

export interface KeepGuidelineInput {
  readonly clientKey: string;
  readonly organisationId: Id;
  readonly topic: GuidelineTopic;
  readonly language: Language;
  /** The version that was seen. */
  readonly version: number;
  /** Null: back to what the service says. */
  readonly words: GuidelineWords | null;
}

/** A supervisor words a guideline for the organisation, or goes back to the one of the service. Each wording is kept. */
@Injectable()
export class KeepGuideline {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Guidelines) private readonly guidelines: Guidelines,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Refuses `STALE` when somebody worded it meanwhile. */
  async run(actor: AccountActor, input: KeepGuidelineInput): Promise<Result<GuidelineTopic, Problem>> {
    const staff = supervisorOf(actor, input.organisationId);
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    const words = input.words === null ? ok(null) : readGuideline(input.words);
    if (!words.ok) return words;
    return this.work.as(actor, async (transaction): Promise<Result<GuidelineTopic, Problem>> => {
      const { clientKey, ...asked } = input;
      const made = await once(
        transaction,
        {
          organisationId: input.organisationId,
          who: actor.accountId,
          operation: 'keepGuideline',
          clientKey,
          input: asked,
        },
        () => this.keep(transaction, { ...input, words: words.value }, staff.staffId),
      );
      return made.ok ? ok(input.topic) : made;
    });
  }

  private async keep(
    transaction: Transaction,
    { organisationId, topic, language, version, words }: KeepGuidelineInput,
    staffId: Id,
  ): Promise<Result<{ topic: GuidelineTopic }, Problem>> {
    const newest = await this.guidelines.newest(transaction, organisationId, topic, language);
    if ((newest?.version ?? 0) !== version) return fail(problem('STALE'));
    // What the service says already holds.
    if (words === null && !newest?.isOwn) return ok({ topic });
    const next = { topic, language, version: version + 1, words, staffId, at: this.clock.now() };
    if (!(await this.guidelines.add(transaction, organisationId, next))) return fail(problem('STALE'));
    await this.audit.record(transaction, organisationId, words ? 'guideline.changed' : 'guideline.restored', {
      topic,
      language,
    });
    return ok({ topic });
  }
}
