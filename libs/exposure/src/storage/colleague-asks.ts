import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { organisationsOf, type Transaction } from '@kring/platform';

/** To read a conversation along, which the team sees there; or to talk, which only the two see. */
export type AskKind = 'READ_ALONG' | 'TALK';

export interface ColleagueAskRecord {
  readonly organisationId: Id;
  readonly id: Id;
  readonly kind: AskKind;
  readonly askerId: Id;
  readonly askedId: Id;
  readonly reviewItemId: Id | null;
  readonly words: string;
  readonly at: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
}

const columns = `organisation_id AS "organisationId", id, kind, asker_id AS "askerId", asked_id AS "askedId",
  review_item_id AS "reviewItemId", words, at, answer, answered_at AS "answeredAt", ended_at AS "endedAt"`;

/** What colleagues ask of each other. For the two of them; what is about an item for moderators too. */
@Injectable()
export class ColleagueAsks {
  async ask(transaction: Transaction, id: Id): Promise<ColleagueAskRecord | null> {
    return transaction.row<ColleagueAskRecord & Record<string, unknown>>(
      `SELECT ${columns} FROM colleague_asks WHERE organisation_id = ANY ($1) AND id = $2`,
      [organisationsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  /** What is not over between somebody and colleagues: newest first. */
  async open(transaction: Transaction, organisationId: Id, staffId: Id): Promise<ColleagueAskRecord[]> {
    return transaction.rows<ColleagueAskRecord>(
      `SELECT ${columns} FROM colleague_asks
       WHERE organisation_id = $1 AND (asker_id = $2 OR asked_id = $2) AND ended_at IS NULL ORDER BY at DESC, id DESC LIMIT 100`,
      [organisationId, staffId],
    );
  }

  /** Who was asked to read along, oldest first. */
  async ofItems(transaction: Transaction, reviewItemIds: readonly Id[]): Promise<ColleagueAskRecord[]> {
    return transaction.rows<ColleagueAskRecord>(
      `SELECT ${columns} FROM colleague_asks
       WHERE organisation_id = ANY ($1) AND review_item_id = ANY ($2) AND kind = 'READ_ALONG' ORDER BY at, id`,
      [organisationsOf(transaction.actor), reviewItemIds],
    );
  }

  /** False when this colleague was asked to read this along, and has not answered yet. */
  async add(
    transaction: Transaction,
    ask: Omit<ColleagueAskRecord, 'answer' | 'answeredAt' | 'endedAt'>,
  ): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO colleague_asks (organisation_id, id, kind, asker_id, asked_id, review_item_id, words, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [ask.organisationId, ask.id, ask.kind, ask.askerId, ask.askedId, ask.reviewItemId, ask.words, ask.at],
    );
    return added === 1;
  }

  /** False when it was answered or ended meanwhile. To read along is over with the answer. */
  async answer(
    transaction: Transaction,
    { organisationId, id, kind }: ColleagueAskRecord,
    words: string,
    at: Date,
  ): Promise<boolean> {
    const answered = await transaction.run(
      `UPDATE colleague_asks SET answer = $3, answered_at = $4, ended_at = $5
       WHERE organisation_id = $1 AND id = $2 AND answered_at IS NULL AND ended_at IS NULL`,
      [organisationId, id, words, at, kind === 'READ_ALONG' ? at : null],
    );
    return answered === 1;
  }

  async end(transaction: Transaction, { organisationId, id }: ColleagueAskRecord, at: Date): Promise<boolean> {
    const ended = await transaction.run(
      `UPDATE colleague_asks SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL`,
      [organisationId, id, at],
    );
    return ended === 1;
  }

  /** Takes the words out of what was asked so long ago. For the system. */
  async forget(transaction: Transaction, organisationId: Id, before: Date): Promise<number> {
    return transaction.run(
      `UPDATE colleague_asks SET words = '', answer = NULL, ended_at = coalesce(ended_at, at)
       WHERE organisation_id = $1 AND at < $2 AND (words <> '' OR answer IS NOT NULL OR ended_at IS NULL)`,
      [organisationId, before],
    );
  }
}
