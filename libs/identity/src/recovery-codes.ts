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

  /** The codes that belong to one act of joining: asked for again by the same client, they are the same. */
  async renewFor(accountId: Id, clientKey: string): Promise<string[]> {
    const code = (number: number): string =>
      codeFrom(this.secrets.derive('recovery code', accountId, clientKey, String(number)), groupsOfFour);
    return this.keep(
      accountId,
      Array.from({ length: recoveryCodeCount }, (_, number) => code(number)),
    );
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
