import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Language } from '@kring/safety';
import type { Transaction } from '@kring/platform';
import type { GuidelineVersion, GuidelineWords } from '../domain/guidelines';
import type { GuidelineTopic } from '../domain/topics';

type Row = Omit<GuidelineVersion, 'words'> & GuidelineWords & { readonly isOwn: boolean };

/** Of how many versions the history is shown. */
const mostShown = 500;

/** How an organisation words its guidelines. For its moderators and supervisors; only supervisors add. */
@Injectable()
export class Guidelines {
  /** Newest first. */
  async versions(transaction: Transaction, organisationId: Id, language: Language): Promise<GuidelineVersion[]> {
    const rows = await transaction.rows<Row & Record<string, unknown>>(
      `SELECT topic, language, version, is_own AS "isOwn", look, helps, avoid, call_whom AS call, staff_id AS "staffId", at
       FROM guideline_versions WHERE organisation_id = $1 AND language = $2 ORDER BY version DESC, topic LIMIT $3`,
      [organisationId, language, mostShown],
    );
    return rows.map(({ isOwn, look, helps, avoid, call, ...row }) => ({
      ...row,
      words: isOwn ? { look, helps, avoid, call } : null,
    }));
  }

  async newest(
    transaction: Transaction,
    organisationId: Id,
    topic: GuidelineTopic,
    language: Language,
  ): Promise<{ readonly version: number; readonly isOwn: boolean } | null> {
    return transaction.row<{ version: number; isOwn: boolean }>(
      `SELECT version, is_own AS "isOwn" FROM guideline_versions WHERE organisation_id = $1 AND topic = $2 AND language = $3
       ORDER BY version DESC LIMIT 1`,
      [organisationId, topic, language],
    );
  }

  /** False when somebody else added this version first. */
  async add(transaction: Transaction, organisationId: Id, one: GuidelineVersion): Promise<boolean> {
    const { look, helps, avoid, call } = one.words ?? { look: '', helps: '', avoid: '', call: '' };
    const added = await transaction.run(
      `INSERT INTO guideline_versions (organisation_id, topic, language, version, is_own, look, helps, avoid, call_whom, staff_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
      [
        ...[organisationId, one.topic, one.language, one.version, one.words !== null],
        ...[look, helps, avoid, call, one.staffId, one.at],
      ],
    );
    return added === 1;
  }
}
