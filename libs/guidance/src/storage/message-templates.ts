import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { languages } from '@kring/safety';
import { newId, type Transaction } from '@kring/platform';
import { type MessageTemplate, shippedId, templatesOf } from '../domain/message-templates';
import { shippedTemplates } from '../shipped';

const columns = `id, shipped_key AS "shippedKey", purpose, language, name, text, version, retired_at AS "retiredAt"`;

/** Who changes a template, and when. */
export interface ChangedBy {
  readonly staffId: Id;
  readonly at: Date;
}

/** An organisation's message templates: those of the service, and its own. For its staff; organisers and supervisors change them. */
@Injectable()
export class MessageTemplates {
  async library(transaction: Transaction, organisationId: Id): Promise<MessageTemplate[]> {
    const own = await transaction.rows<MessageTemplate>(
      `SELECT ${columns} FROM message_templates WHERE organisation_id = $1 ORDER BY id LIMIT 1000`,
      [organisationId],
    );
    return templatesOf(shippedTemplates, own);
  }

  /** One template as the organisation's own row, to change; one of the service becomes that first. */
  async takeUp(
    transaction: Transaction,
    organisationId: Id,
    id: string,
    by: ChangedBy,
  ): Promise<MessageTemplate | null> {
    const [shipped] = languages.flatMap((language) =>
      shippedTemplates[language]
        .filter(({ key }) => shippedId(language, key) === id)
        .map((one) => ({ ...one, language })),
    );
    if (shipped) {
      const { key, ...words } = shipped;
      const template = { ...words, id: newId(by.at), shippedKey: key, version: 0, retiredAt: null };
      await this.add(transaction, organisationId, template, by);
    }
    return transaction.row<MessageTemplate & Record<string, unknown>>(
      `SELECT ${columns} FROM message_templates
       WHERE organisation_id = $1 AND (id = $2 OR (shipped_key = $3 AND language = $4))`,
      [organisationId, isId(id) ? id : null, shipped?.key ?? null, shipped?.language ?? null],
    );
  }

  async add(transaction: Transaction, organisationId: Id, template: MessageTemplate, by: ChangedBy): Promise<void> {
    const { id, shippedKey, purpose, language, name, text, version } = template;
    await transaction.run(
      `INSERT INTO message_templates (organisation_id, id, shipped_key, purpose, language, name, text, version, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (organisation_id, shipped_key, language) DO NOTHING`,
      [organisationId, id, shippedKey, purpose, language, name, text, version, by.staffId, by.at],
    );
  }

  /** Changes a template that is still at this version; false when somebody changed it meanwhile. */
  async change(
    transaction: Transaction,
    organisationId: Id,
    template: MessageTemplate,
    by: ChangedBy,
  ): Promise<boolean> {
    const { id, name, text, version, retiredAt } = template;
    const changed = await transaction.run(
      `UPDATE message_templates SET name = $4, text = $5, retired_at = $6, version = version + 1, changed_by = $7, changed_at = $8
       WHERE organisation_id = $1 AND id = $2 AND version = $3`,
      [organisationId, id, version, name, text, retiredAt, by.staffId, by.at],
    );
    return changed === 1;
  }
}
