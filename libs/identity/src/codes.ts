import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { codeFrom, normaliseCode, tokenHash, type Transaction } from '@kring/platform';

export interface CodePlace {
  readonly organisationId: Id;
  readonly subjectId: Id;
}

/** 16 letters of 5 bits: 80 bits, too many to guess behind the limit on tries. */
const groupsOfFour = 4;

/** Invitation codes: shown once, kept as hashes; a hash leads to the organisation and the invitation that it opens. */
@Injectable()
export class Codes {
  /** A code that opens an invitation. `from` makes it the same for the same act of a client. */
  async issue(
    transaction: Transaction,
    kind: 'GROUP' | 'STAFF',
    place: CodePlace,
    from: Uint8Array = randomBytes(16),
  ): Promise<string> {
    const code = codeFrom(from, groupsOfFour);
    await transaction.run(`INSERT INTO codes (code_hash, kind, organisation_id, subject_id) VALUES ($1, $2, $3, $4)`, [
      Codes.hashOf(kind, code),
      kind,
      place.organisationId,
      place.subjectId,
    ]);
    return code;
  }

  /**
   * The code that was issued for this before, from one of several derivations (the current key's first). When none is known,
   * for the key of then is kept no more, another code is issued for the same place.
   */
  async again(
    transaction: Transaction,
    kind: 'GROUP' | 'STAFF',
    place: CodePlace,
    froms: readonly Uint8Array[],
  ): Promise<string> {
    for (const from of froms) {
      const code = codeFrom(from, groupsOfFour);
      const known = await this.find(transaction, kind, code);
      if (known?.subjectId === place.subjectId) return code;
    }
    return this.issue(transaction, kind, place, froms[0]);
  }

  /** Where a code leads; null for one that nobody issued. Whether the invitation still works is its owner's to say. */
  async find(transaction: Transaction, kind: 'GROUP' | 'STAFF', code: string): Promise<CodePlace | null> {
    return transaction.row<CodePlace & Record<string, string>>(
      `SELECT organisation_id AS "organisationId", subject_id AS "subjectId" FROM codes WHERE code_hash = $1 AND kind = $2`,
      [Codes.hashOf(kind, code), kind],
    );
  }

  private static hashOf(kind: string, code: string): Buffer {
    return tokenHash(`${kind} ${normaliseCode(code)}`);
  }
}
