import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings/settings';

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

/** Sealing and deriving with the installation's secret. Nothing that it returns tells the secret. */
@Injectable()
export class Secrets {
  private readonly sealing: Buffer;
  private readonly deriving: Buffer;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'KRING_SECRET'>) {
    const secret = Buffer.from(settings.KRING_SECRET, 'hex');
    this.sealing = Buffer.from(hkdfSync('sha256', secret, '', 'kring sealing v1', 32));
    this.deriving = Buffer.from(hkdfSync('sha256', secret, '', 'kring deriving v1', 32));
  }

  /** 256 bits that only this installation can find again from the same words. */
  derive(label: string, ...words: readonly string[]): Buffer {
    return createHmac('sha256', this.deriving)
      .update(JSON.stringify([label, ...words]))
      .digest();
  }

  /** AES-256-GCM, bound to `context`: opens only where it was sealed for. */
  seal(text: string, context: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.sealing, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /** Throws when the text was sealed elsewhere, for something else, or was changed. */
  open(sealed: string, context: string): string {
    const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.sealing, bytes.subarray(0, 12)).setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }
}
