import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import { type Clock, fail, type Id, notFound, ok, problem, type Problem, type Result } from '@kring/kernel';
import type { Language } from '@kring/safety';
import { type AccountActor, CLOCK, leadOf, newId, once, type Transaction, UnitOfWork } from '@kring/platform';
import { readTemplate, type TemplatePurpose, type TemplateWords } from '../domain/message-templates';
import { MessageTemplates } from '../storage/message-templates';

export interface KeepMessageTemplateInput extends TemplateWords {
  readonly clientKey: string;
  readonly organisationId: Id;
  /** Null for a new one. What a template is for, and its language, stay as they were made. */
  readonly templateId: string | null;
  /** The version that was seen. */
  readonly version: number | null;
  readonly purpose: TemplatePurpose;
  readonly language: Language;
  readonly retired: boolean;
}

/** A supervisor or organiser adds a message template, words one anew, or puts one away. */
@Injectable()
export class KeepMessageTemplate {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(MessageTemplates) private readonly templates: MessageTemplates,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers the id of the template. Refuses `STALE` when somebody changed it meanwhile. */
  async run(actor: AccountActor, input: KeepMessageTemplateInput): Promise<Result<Id, Problem>> {
    const staff = leadOf(actor, input.organisationId);
    if (!staff) return fail({ ...notFound, field: 'organisationId' });
    const words = readTemplate(input);
    if (!words.ok) return words;
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const { clientKey, ...asked } = input;
      const made = await once(
        transaction,
        {
          organisationId: input.organisationId,
          who: actor.accountId,
          operation: 'keepMessageTemplate',
          clientKey,
          input: asked,
        },
        () => this.keep(transaction, { ...input, ...words.value }, staff.staffId),
      );
      return made.ok ? ok(made.value['templateId'] ?? '') : made;
    });
  }

  private async keep(
    transaction: Transaction,
    { organisationId, templateId, version, purpose, language, name, text, retired }: KeepMessageTemplateInput,
    staffId: Id,
  ): Promise<Result<{ templateId: Id }, Problem>> {
    const by = { staffId, at: this.clock.now() };
    if (templateId === null) {
      const id = newId(by.at);
      const template = { id, shippedKey: null, purpose, language, name, text, version: 1, retiredAt: null };
      await this.templates.add(transaction, organisationId, template, by);
      await this.audit.record(transaction, organisationId, 'message-template.added', { template: id });
      return ok({ templateId: id });
    }
    const found = await this.templates.takeUp(transaction, organisationId, templateId, by);
    if (!found) return fail({ ...notFound, field: 'templateId' });
    if (found.version !== version) return fail(problem('STALE'));
    const after = { ...found, name, text, retiredAt: retired ? (found.retiredAt ?? by.at) : null };
    if (!(await this.templates.change(transaction, organisationId, after, by))) return fail(problem('STALE'));
    const action = retired ? 'message-template.retired' : 'message-template.changed';
    await this.audit.record(transaction, organisationId, action, { template: found.id });
    return ok({ templateId: found.id });
  }
}
