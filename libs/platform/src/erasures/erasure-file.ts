import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isId } from '@kring/kernel';
import { type Erasure, erasureKinds } from './erasure';

/** The name of the file in the data folder. */
export const erasureFileName = 'erasures.jsonl';

function lineOf({ organisationId, id, kind, subjectId, groupId, at }: Erasure): string {
  return `${JSON.stringify({ organisationId, id, kind, subjectId, groupId, at: at.toISOString() })}\n`;
}

function readLine(line: string): Erasure | null {
  try {
    const { at, ...rest } = JSON.parse(line) as Omit<Erasure, 'at'> & { at: string };
    const erasure = { ...rest, at: new Date(at) };
    const ids = [erasure.organisationId, erasure.id, erasure.subjectId, erasure.groupId];
    const whole = ids.every(isId) && erasureKinds.includes(erasure.kind) && !Number.isNaN(erasure.at.getTime());
    return whole ? erasure : null;
  } catch {
    return null;
  }
}

/**
 * The ledger of erasures outside the database: one line each, only ever added to, synced to disk. A line that was cut off
 * by a crash is passed over, and told.
 */
export class ErasureFile {
  constructor(readonly path: string) {}

  /** Adds erasures at the end; throws when the disk does not take them. */
  append(erasures: readonly Erasure[]): void {
    if (erasures.length === 0) return;
    const file = openSync(this.path, 'a+', 0o600);
    try {
      const { size } = fstatSync(file);
      const end = Buffer.alloc(1);
      const torn = size > 0 && readSync(file, end, 0, 1, size - 1) === 1 && end[0] !== 10;
      writeSync(file, `${torn ? '\n' : ''}${erasures.map(lineOf).join('')}`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** Every erasure in the file, in order, twice when it stands there twice. `unreadable` is called for each broken line. */
  async *read(unreadable: (line: number) => void = () => undefined): AsyncGenerator<Erasure> {
    if (!existsSync(this.path)) return;
    const file = await open(this.path);
    try {
      let number = 0;
      for await (const line of file.readLines()) {
        number += 1;
        if (line.trim() === '') continue;
        const erasure = readLine(line);
        if (erasure) yield erasure;
        else unreadable(number);
      }
    } finally {
      await file.close();
    }
  }
}
