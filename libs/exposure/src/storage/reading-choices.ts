import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import type { Transaction } from '@kring/platform';
import type { Theme } from '../domain/themes';

/** How somebody chooses to read. */
export interface ReadingChoice {
  /** Marked passages stay covered until they are asked for. */
  readonly covers: boolean;
  /** What they would rather leave to a colleague. */
  readonly avoids: readonly Theme[];
}

const usual: ReadingChoice = { covers: true, avoids: [] };

/** For whoever chose, and nobody else. */
@Injectable()
export class ReadingChoices {
  async choice(transaction: Transaction, organisationId: Id, staffId: Id): Promise<ReadingChoice> {
    const chosen = await transaction.row<{ covers: boolean; avoids: Theme[] }>(
      `SELECT covers, avoids FROM reading_choices WHERE organisation_id = $1 AND staff_id = $2`,
      [organisationId, staffId],
    );
    return chosen ?? usual;
  }

  async choose(transaction: Transaction, organisationId: Id, staffId: Id, to: ReadingChoice): Promise<void> {
    await transaction.run(
      `INSERT INTO reading_choices (organisation_id, staff_id, covers, avoids) VALUES ($1, $2, $3, $4)
       ON CONFLICT (organisation_id, staff_id) DO UPDATE SET covers = $3, avoids = $4`,
      [organisationId, staffId, to.covers, to.avoids],
    );
  }
}
