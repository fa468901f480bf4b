import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { insert, newId, type Transaction } from '@kring/platform';
import type { Signal, Severity } from '@kring/safety';

/** Who reads a post after the rules did: what its organisation's own decisions taught, or a model that it runs itself. */
export type SecondReader = 'HOME' | 'REMOTE';

export interface SecondReading {
  readonly organisationId: Id;
  readonly postId: Id;
  readonly revision: number;
  readonly reader: SecondReader;
  readonly severity: Exclude<Severity, 'GREEN'>;
  readonly signals: readonly Signal[];
}

/** What a person says of a post, beside what was said until then. */
export interface PostJudgement {
  readonly organisationId: Id;
  readonly postId: Id;
  readonly revision: number;
  readonly said: Severity;
  readonly severity: Severity;
  readonly category: string | null;
  readonly staffId: Id;
  readonly reason: string;
  readonly at: Date;
}

/** What is said of a post after the rules read it. Readers only raise; what a person says outweighs everything. */
@Injectable()
export class Sayings {
  /** False when this reader has read these words before. */
  async addReading(transaction: Transaction, reading: SecondReading, at: Date): Promise<boolean> {
    const added = await transaction.run(
      `INSERT INTO second_readings (organisation_id, post_id, revision, reader, severity, signals, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        reading.organisationId,
        reading.postId,
        reading.revision,
        reading.reader,
        reading.severity,
        JSON.stringify(reading.signals),
        at,
      ],
    );
    return added === 1;
  }

  async judge(transaction: Transaction, judgement: PostJudgement): Promise<void> {
    await insert(transaction, 'post_judgements', { ...judgement, id: newId(judgement.at) });
  }
}
