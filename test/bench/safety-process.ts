/**
 * `npm run bench -- --safety` runs this in a process of its own, so that the packs start cold and memory is theirs alone.
 * Prints one line of JSON. Its figures are of one core: the processor time of this process, and the clock for p99.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess, type Language, readThread, type ThreadPost } from '@kring/safety';
import { quantile } from './statistics';

/** What reading costs. Times in milliseconds, memory in MiB. */
export interface SafetyFigures {
  readonly start: number;
  readonly memory: number;
  readonly postsASecond: number;
  readonly p99: number;
  readonly slowest: number;
  readonly thread: number;
  readonly posts: number;
}

interface Example {
  readonly lang: Language;
  readonly text: string;
}

/** Twice as many as are needed before the figures stand still: a service runs for weeks. */
const rounds = 40;
const threadLength = 200;

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

function linesOf(name: string): string[] {
  return readFileSync(join(process.cwd(), 'libs/safety/data/safecheck-sample', name), 'utf8')
    .trim()
    .split('\n');
}

function measure(): SafetyFigures {
  const posts = linesOf('posts.jsonl').map((line) => JSON.parse(line) as Example);
  const talk = linesOf('threads.jsonl').flatMap((line) => (JSON.parse(line) as { posts: ThreadPost[] }).posts);
  const before = heap();
  const cold = cpu();
  assess('hallo');
  const start = cpu() - cold;
  const readAll = (note: (took: number) => void): void => {
    for (const { text, lang } of posts) {
      const from = performance.now();
      assess(text, { language: lang });
      note(performance.now() - from);
    }
  };
  for (let round = 0; round < rounds / 2; round += 1) readAll(() => undefined);
  const took: number[] = [];
  const from = cpu();
  for (let round = 0; round < rounds; round += 1) readAll((one) => took.push(one));
  const spent = cpu() - from;
  const memory = heap() - before;
  const thread = Array.from({ length: threadLength }, (_, at): ThreadPost => {
    const post = talk[at % talk.length];
    if (post === undefined) throw new Error('The sample has no threads.');
    return { ...post, minute: at };
  });
  for (let round = 0; round < rounds; round += 1) readThread(thread);
  const begun = cpu();
  for (let round = 0; round < rounds; round += 1) readThread(thread);
  return {
    start,
    memory,
    postsASecond: (posts.length * rounds * 1000) / spent,
    p99: quantile(took, 0.99),
    slowest: Math.max(...took),
    thread: (cpu() - begun) / rounds,
    posts: posts.length,
  };
}

process.stdout.write(`${JSON.stringify(measure())}\n`);
