import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Bytes of memory that a process has in use; null where that cannot be read. */
export function memoryOf(pid: number): number | null {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return null;
  }
}

/** How many sockets a process has open; null where that cannot be read. */
export function socketsOf(pid: number): number | null {
  try {
    return readdirSync(`/proc/${pid}/fd`).filter((name) => isSocket(`/proc/${pid}/fd/${name}`)).length;
  } catch {
    return null;
  }
}

function isSocket(file: string): boolean {
  try {
    return readlinkSync(file).startsWith('socket:');
  } catch {
    return false;
  }
}
