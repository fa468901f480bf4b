import { readdirSync, readFileSync } from 'node:fs';

/** What a process, or a family of them, has used. */
export interface Usage {
  /** Milliseconds of processor time, user and system. */
  readonly cpu: number;
  /** Bytes in memory now; shared pages count once a process. */
  readonly memory: number;
}

/** A tick of `/proc` is a hundredth of a second on every Linux that Node runs on. */
const tick = 10;
const page = 4096;

interface Stat {
  readonly parent: number;
  readonly own: number;
  readonly ofEnded: number;
  readonly pages: number;
}

function statOf(pid: number | string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (place: number): number => fields[place] ?? 0;
    return { parent: at(1), own: at(11) + at(12), ofEnded: at(13) + at(14), pages: at(21) };
  } catch {
    return null;
  }
}

/** Null where there is no `/proc`. */
export function usageOf(pid: number): Usage | null {
  const stat = statOf(pid);
  return stat && { cpu: stat.own * tick, memory: stat.pages * page };
}

/** A process and its children, those that ended included: PostgreSQL and its backends. */
export function usageOfFamily(pid: number): Usage | null {
  const head = statOf(pid);
  if (!head) return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat): stat is Stat => stat?.parent === pid);
  return {
    cpu: (head.own + head.ofEnded + children.reduce((sum, stat) => sum + stat.own + stat.ofEnded, 0)) * tick,
    memory: (head.pages + children.reduce((sum, stat) => sum + stat.pages, 0)) * page,
  };
}
