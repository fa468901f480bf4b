import { readFileSync } from 'node:fs';
import type { Settings } from '@kring/platform';
import { Complaint } from './complaint';

/** A shorter passphrase could be guessed by whoever has the file. */
const leastPassphrase = 12;

type Bytes = AsyncIterable<Uint8Array>;

/** One piece asked for at a time, so that whoever reads slowly slows down whoever writes. */
function pulled(bytes: Bytes): ReadableStream<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async (reason) => void (await pieces.throw?.(reason).catch(() => undefined)),
    },
    { highWaterMark: 1 },
  );
}

async function* pieces(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function passphraseIn(path: string): string {
  const passphrase = linesOf('KRING_BACKUP_PASSPHRASE_FILE', path)[0] ?? '';
  if (passphrase.length < leastPassphrase)
    throw new Complaint(
      `KRING_BACKUP_PASSPHRASE_FILE: the passphrase on its first line must have ${leastPassphrase} signs at least.`,
    );
  return passphrase;
}

function linesOf(setting: string, path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim());
  } catch {
    throw new Complaint(`${setting} names a file that cannot be read.`);
  }
}

type BackupSettings = Pick<
  Settings,
  'KRING_BACKUP_PASSPHRASE_FILE' | 'KRING_BACKUP_RECIPIENTS' | 'KRING_BACKUP_IDENTITY_FILE'
>;

/** Checks what is needed to encrypt, before any work is done. */
export async function encrypterFor(settings: BackupSettings): Promise<(plain: Bytes) => Promise<Bytes>> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  if (settings.KRING_BACKUP_RECIPIENTS) {
    for (const recipient of settings.KRING_BACKUP_RECIPIENTS) {
      try {
        encrypter.addRecipient(recipient);
      } catch {
        throw new Complaint('KRING_BACKUP_RECIPIENTS holds something that is no recipient of age (age1…).');
      }
    }
  } else if (settings.KRING_BACKUP_PASSPHRASE_FILE) {
    encrypter.setPassphrase(passphraseIn(settings.KRING_BACKUP_PASSPHRASE_FILE));
  } else {
    throw new Complaint(
      'A backup is always encrypted: set KRING_BACKUP_PASSPHRASE_FILE or KRING_BACKUP_RECIPIENTS (docs/backup.md).',
    );
  }
  return async (plain) => pieces(await encrypter.encrypt(pulled(plain)));
}

/** Opens what age sealed. Complains in one line when nothing at hand opens it; bytes that were changed or cut off throw later. */
export async function decrypt(sealed: Bytes, settings: BackupSettings): Promise<Bytes> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  if (!settings.KRING_BACKUP_IDENTITY_FILE && !settings.KRING_BACKUP_PASSPHRASE_FILE)
    throw new Complaint(
      'Set KRING_BACKUP_PASSPHRASE_FILE or KRING_BACKUP_IDENTITY_FILE, to open the backup with (docs/backup.md).',
    );
  if (settings.KRING_BACKUP_PASSPHRASE_FILE)
    decrypter.addPassphrase(passphraseIn(settings.KRING_BACKUP_PASSPHRASE_FILE));
  if (settings.KRING_BACKUP_IDENTITY_FILE) {
    const lines = linesOf('KRING_BACKUP_IDENTITY_FILE', settings.KRING_BACKUP_IDENTITY_FILE);
    try {
      for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) decrypter.addIdentity(line);
    } catch {
      throw new Complaint('KRING_BACKUP_IDENTITY_FILE holds something that is no identity of age (AGE-SECRET-KEY-1…).');
    }
  }
  try {
    return pieces(await decrypter.decrypt(pulled(sealed)));
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no identity matched'))
      throw new Complaint('The backup does not open: this passphrase, or identity, is not the one it was made for.');
    throw new Complaint('This is no backup of Kring, or its beginning is damaged.');
  }
}
