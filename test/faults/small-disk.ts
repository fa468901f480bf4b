import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const size = '700m';
const piece = Buffer.alloc(1024 * 1024);

/** A disk in memory, small enough to be filled. */
export class SmallDisk {
  private readonly filler: string;
  private readonly unmountAtTheEnd = (): void => this.unmount();

  private constructor(private readonly folder: string) {
    this.filler = join(folder, 'filler');
    process.once('exit', this.unmountAtTheEnd);
  }

  /** Mounts one at a folder; null, and a line that says so, when this account or machine does not allow that. */
  static at(folder: string): SmallDisk | null {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'kring-faults', folder]);
    if (mounted.status === 0) return new SmallDisk(folder);
    process.stdout.write('No small disk can be mounted by this account, so nothing is tried on a full one.\n');
    return null;
  }

  /** Takes all the room there is. */
  fill(): void {
    const file = openSync(this.filler, 'a');
    try {
      for (let step = piece.length; step >= 1; step = Math.floor(step / 16)) {
        for (let taken = step; taken === step;) taken = this.take(file, step);
      }
    } finally {
      closeSync(file);
    }
  }

  /** Gives it back. */
  free(): void {
    rmSync(this.filler, { force: true });
  }

  unmount(): void {
    process.removeListener('exit', this.unmountAtTheEnd);
    if (spawnSync('umount', [this.folder]).status !== 0) spawnSync('umount', ['-l', this.folder]);
  }

  private take(file: number, bytes: number): number {
    try {
      return writeSync(file, piece, 0, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return 0;
      throw error;
    }
  }
}
