import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings/settings';
import { type Key, Keyring } from './keyring';

/** What a token or code is kept as: never itself. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** 256 random bits, URL-safe. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Letters and digits that cannot be mistaken for each other when read aloud or from a poster (Crockford's base 32). */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function codeFrom(bytes: Uint8Array, groups: number): string {
  const letters = Array.from(bytes.subarray(0, groups * 4), (byte) => codeAlphabet[byte % 32]).join('');
  return letters.match(/.{4}/g)?.join('-') ?? '';
}

/** A code as people type it, brought back to how it was made: capitals, no spaces, O as 0, I and L as 1. */
export function normaliseCode(code: string): string {
  const letters = code.slice(0, 64).toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}

/**
 * Sealing and deriving with the keys of the installation. New seals are made with the current key and name it; what earlier
 * keys sealed opens as long as they are kept. Nothing that it returns tells a secret.
 */
@Injectable()
export class Secrets {
  readonly keyring: Keyring;

  constructor(
    @Inject(SETTINGS)
    settings: Pick<Settings, 'KRING_SECRET'> & Partial<Pick<Settings, 'KRING_SECRET_PREVIOUS' | 'KRING_DATA'>>,
  ) {
    this.keyring = new Keyring(settings);
  }

  /** 256 bits that only this installation can find again from the same words. */
  derive(label: string, ...words: readonly string[]): Buffer {
    return deriveWith(this.keyring.current, label, words);
  }

  /** The same under every key that is kept, the current one first: for what may have been derived before a rotation. */
  deriveEach(label: string, ...words: readonly string[]): Buffer[] {
    return this.keyring.keys.map((key) => deriveWith(key, label, words));
  }

  /** AES-256-GCM, bound to `context`: opens only where it was sealed for. */
  seal(text: string, context: string): string {
    const key = this.keyring.current;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.sealing, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `v2.${key.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /** Throws when the text was sealed elsewhere, for something else, under a key that is not kept, or was changed. */
  open(sealed: string, context: string): string {
    const named = /^v2\.([0-9a-f]{8})\.([\w-]+)$/.exec(sealed);
    if (named) {
      const key = this.keyring.find(named[1] ?? '');
      if (!key) throw new Error('sealed under a key that is not kept here');
      return openWith(key, named[2] ?? '', context);
    }
    const body = sealed.replace(/^v1\./, '');
    for (const key of this.keyring.keys) {
      try {
        return openWith(key, body, context);
      } catch {
        // Seals of the first form do not say under which key; the next one may fit.
      }
    }
    throw new Error('sealed elsewhere, for something else, or changed');
  }

  /** Whether a seal was made with the current key, so that no earlier key is needed for it. */
  isCurrent(sealed: string): boolean {
    return sealed.startsWith(`v2.${this.keyring.current.id}.`);
  }
}

function deriveWith(key: Key, label: string, words: readonly string[]): Buffer {
  return createHmac('sha256', key.deriving)
    .update(JSON.stringify([label, ...words]))
    .digest();
}

function openWith(key: Key, body: string, context: string): string {
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
