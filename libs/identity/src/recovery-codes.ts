import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Id } from '@kring/kernel';
import { codeFrom, normaliseCode, Secrets, tokenHash } from '@kring/platform';
import { IdentityStore } from './storage/identity-store';

export const recoveryCodeCount = 8;
const groupsOfFour = 3;

/** Codes shown once and kept as hashes: the only way back in without a moderator. Each works once. */
@Injectable()
export class RecoveryCodes {
  constructor(
    @Inject(IdentityStore) private readonly store: IdentityStore,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Fresh codes in place of all earlier ones. */
  async renew(accountId: Id): Promise<string[]> {
    return this.keep(
      accountId,
      Array.from({ length: recoveryCodeCount }, () => codeFrom(randomBytes(12), groupsOfFour)),
    );
  }

  /**
   * The codes that belong to one act of joining: asked for again by the same client, they are the same, also when the keys
   * were rotated since.
   */
  async renewFor(accountId: Id, clientKey: string): Promise<string[]> {
    const numbers = Array.from({ length: recoveryCodeCount }, (_, number) => number);
    const underEachKey = numbers.map((number) =>
      this.secrets.deriveEach('recovery code', accountId, clientKey, String(number)),
    );
    const sets = (underEachKey[0] ?? []).map((_, key) =>
      underEachKey.map((derived) => codeFrom(derived[key] ?? Buffer.alloc(0), groupsOfFour)),
    );
    const kept = await this.store.recoveryCodeHashes(accountId);
    const shown = sets.find((codes) => codes.some((code) => kept.has(this.hashOf(code).toString('hex'))));
    return this.keep(accountId, shown ?? sets[0] ?? []);
  }

  hashOf(code: string): Buffer {
    return tokenHash(`recovery ${normaliseCode(code)}`);
  }

  private async keep(accountId: Id, codes: string[]): Promise<string[]> {
    await this.store.replaceRecoveryCodes(
      accountId,
      codes.map((code) => this.hashOf(code)),
    );
    return codes;
  }
}
