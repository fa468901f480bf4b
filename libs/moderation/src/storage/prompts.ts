import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { newId, organisationsOf, projectFolder, type Transaction } from '@kring/platform';
import type { PromptWords } from '../domain/interventions';
import { type LibraryPrompt, libraryOf, type ShippedPrompt } from '../domain/shipped-prompts';

const columns = `id, shipped_key AS "shippedKey", nl, fr, en, version, retired_at AS "retiredAt"`;

/** How often a question was used, and how threads went after it. That is no proof that the question did it. */
export interface PromptFigures {
  readonly promptId: Id;
  readonly times: number;
  readonly lookedAgain: number;
  readonly better: number;
  readonly same: number;
  readonly worse: number;
}

const order = `ARRAY['SUPPORTIVE', 'NEUTRAL', 'TURNING', 'REINFORCING']`;

/** An organisation's questions to put above a reply box: those of the service, and its own. */
@Injectable()
export class Prompts {
  private readonly shipped = JSON.parse(
    readFileSync(join(projectFolder, 'libs/moderation/data/reframe-prompts.json'), 'utf8'),
  ) as readonly ShippedPrompt[];

  async library(transaction: Transaction, organisationId: Id): Promise<LibraryPrompt[]> {
    const own = await transaction.rows<LibraryPrompt>(
      `SELECT ${columns} FROM prompts WHERE organisation_id = $1 ORDER BY id LIMIT 500`,
      [organisationId],
    );
    return libraryOf(this.shipped, own);
  }

  /** One question as the organisation's own row, to point at; one of the service becomes that when it is first used. */
  async takeUp(transaction: Transaction, organisationId: Id, id: string, at: Date): Promise<LibraryPrompt | null> {
    const shipped = this.shipped.find((one) => one.key === id);
    if (shipped) {
      await transaction.run(
        `INSERT INTO prompts (organisation_id, id, shipped_key, nl, fr, en, version, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT DO NOTHING`,
        [organisationId, newId(at), shipped.key, shipped.nl, shipped.fr, shipped.en, at],
      );
    }
    return transaction.row<LibraryPrompt & Record<string, unknown>>(
      `SELECT ${columns} FROM prompts WHERE organisation_id = $1 AND (id = $2 OR shipped_key = $3)`,
      [organisationId, isId(id) ? id : null, shipped?.key ?? null],
    );
  }

  async add(
    transaction: Transaction,
    prompt: PromptWords & { readonly organisationId: Id; readonly id: Id; readonly staffId: Id; readonly at: Date },
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO prompts (organisation_id, id, nl, fr, en, version, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, 1, $6, $7)`,
      [prompt.organisationId, prompt.id, prompt.nl, prompt.fr, prompt.en, prompt.staffId, prompt.at],
    );
  }

  /** Changes a question that is still at this version; false when somebody changed it meanwhile. */
  async change(
    transaction: Transaction,
    organisationId: Id,
    prompt: LibraryPrompt,
    by: { readonly staffId: Id; readonly at: Date },
  ): Promise<boolean> {
    const changed = await transaction.run(
      `UPDATE prompts SET nl = $4, fr = $5, en = $6, retired_at = $7, version = version + 1, changed_by = $8, changed_at = $9
       WHERE organisation_id = $1 AND id = $2 AND version = $3`,
      [organisationId, prompt.id, prompt.version, prompt.nl, prompt.fr, prompt.en, prompt.retiredAt, by.staffId, by.at],
    );
    return changed === 1;
  }

  /** For moderators: what came after each question, of all that were not taken back. */
  async figures(transaction: Transaction, ids: readonly Id[]): Promise<PromptFigures[]> {
    return transaction.rows<PromptFigures>(
      `SELECT f.prompt_id AS "promptId", count(*)::int AS times, count(f.after)::int AS "lookedAgain",
         count(*) FILTER (WHERE f.after < f.before)::int AS better, count(*) FILTER (WHERE f.after = f.before)::int AS same,
         count(*) FILTER (WHERE f.after > f.before)::int AS worse
       FROM (SELECT i.prompt_id, array_position(${order}, i.climate_before) AS before, array_position(${order}, r.climate) AS after
         FROM interventions i
         LEFT JOIN intervention_undos u ON u.organisation_id = i.organisation_id AND u.intervention_id = i.id
         LEFT JOIN intervention_rechecks r ON r.organisation_id = i.organisation_id AND r.intervention_id = i.id
         WHERE i.organisation_id = ANY ($1) AND i.prompt_id = ANY ($2) AND u.intervention_id IS NULL) f
       GROUP BY f.prompt_id`,
      [organisationsOf(transaction.actor), ids.filter(isId)],
    );
  }
}
