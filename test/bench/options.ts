import { parseArgs } from 'node:util';
import type { Pace } from './side-by-side';
import { type SceneName, scenes } from './scenes';
import { full, quick, type Size, tiny } from './sizes';

export const help = `Usage: npm run bench -- [--quick | --tiny] [--growth] [--live] [--processes] [--safety] [--scene <name>] [--only <part>]

Measures Kring beside a plain server (the floor) and beside the default stack, in turns, on this machine.

  (nothing)        1,000,000 posts in 20,000 threads, 100,000 open review items: about ten minutes, seeding included
  --quick          50,000 posts and short turns: about two minutes, for a first look
  --tiny           2,000 posts and turns of a blink: says whether the bench works, nothing about speed
  --growth         also: the thread page at 100,000, 1,000,000 and 10,000,000 posts (about twelve minutes, 12 GB of disk)
  --live           also: a crisis post to a moderator's screen, fan-out and delivery with 1,000 sockets
  --processes      also: two api processes against one
  --safety         also: reading posts and threads, start and memory of the rule packs (half a minute, no database)
  --scene <name>   only this scene: ${scenes.map((scene) => `'${scene.name}'`).join(', ')}
  --only           only the parts that are named, without the scenes and the start
  --data <folder>  where its databases are kept (.kring/bench)
  --report <file>  writes the figures there as Markdown (docs/speed.md for the full size, else nowhere)
  --help           this text`;

export interface Options {
  readonly size: Size;
  readonly pace: Pace;
  readonly parts: ReadonlySet<'scenes' | 'start' | 'growth' | 'live' | 'processes' | 'safety'>;
  readonly scenes: readonly SceneName[];
  readonly data: string | null;
  readonly report: string | null;
  readonly isTiny: boolean;
  readonly words: string;
}

const paces = {
  full: { rounds: 5, seconds: 4, warmSeconds: 8, connections: 16 },
  quick: { rounds: 3, seconds: 2, warmSeconds: 3, connections: 16 },
  tiny: { rounds: 1, seconds: 1, warmSeconds: 1, connections: 4 },
} as const satisfies Record<string, Pace>;

/** Null for a call for help. Throws on what it does not know. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean' },
      tiny: { type: 'boolean' },
      growth: { type: 'boolean' },
      live: { type: 'boolean' },
      processes: { type: 'boolean' },
      safety: { type: 'boolean' },
      only: { type: 'boolean' },
      scene: { type: 'string', multiple: true },
      data: { type: 'string' },
      report: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  const wanted = values.scene?.map((name) => {
    const found = scenes.find((scene) => scene.name === name);
    if (!found) throw new Error(`There is no scene ${name}. npm run bench -- --help lists them.`);
    return found.name;
  });
  const kind = values.tiny ? 'tiny' : values.quick ? 'quick' : 'full';
  const parts = new Set<'scenes' | 'start' | 'growth' | 'live' | 'processes' | 'safety'>();
  if (!values.only || wanted) parts.add('scenes');
  if (!values.only && !wanted) parts.add('start');
  for (const part of ['growth', 'live', 'processes', 'safety'] as const) if (values[part]) parts.add(part);
  return {
    size: { full, quick, tiny }[kind],
    pace: paces[kind],
    parts,
    scenes: wanted ?? scenes.map((scene) => scene.name),
    data: values.data ?? null,
    report: values.report ?? (kind === 'full' && !wanted ? 'docs/speed.md' : null),
    isTiny: kind === 'tiny',
    words: args.join(' '),
  };
}
