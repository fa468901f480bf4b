import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { newId } from '../database/new-id';
import type { Transaction } from '../database/unit-of-work';
import type { Erasure, ErasureKind } from './erasure';

/** How an erasure is done again, in a database that was restored from before it. Must be harmless when it is done already. */
export interface ErasureHandler {
  readonly kinds: readonly ErasureKind[];
  again(transaction: Transaction, erasure: Erasure): Promise<void>;
}

/**
 * What was erased, by id. It is written in the transaction that erases, kept outside the database too, and applied again to
 * whatever is restored.
 */
@Injectable()
export class ErasureLedger {
  private readonly handlers: ErasureHandler[] = [];

  /** Libraries register how their erasures are done again when their module starts. */
  register(handler: ErasureHandler): void {
    this.handlers.push(handler);
  }

  /** Notes an erasure; noting it again changes nothing. Writers need no right to read the ledger. */
  async note(
    transaction: Transaction,
    erased: { readonly organisationId: Id; readonly kind: ErasureKind; readonly subjectId: Id; readonly groupId: Id },
  ): Promise<void> {
    await transaction.run(
      `INSERT INTO erasures (organisation_id, id, kind, subject_id, group_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [erased.organisationId, newId(), erased.kind, erased.subjectId, erased.groupId],
    );
  }

  /** Does an erasure again and notes it as it was; the transaction belongs to the system, for its organisation. */
  async again(transaction: Transaction, erasure: Erasure): Promise<void> {
    for (const handler of this.handlers)
      if (handler.kinds.includes(erasure.kind)) await handler.again(transaction, erasure);
    const { organisationId, id, kind, subjectId, groupId, at } = erasure;
    await transaction.run(
      `INSERT INTO erasures (organisation_id, id, kind, subject_id, group_id, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [organisationId, id, kind, subjectId, groupId, at],
    );
  }
}
