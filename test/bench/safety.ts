import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '@kring/platform';
import { type Goal, number, type Section, table } from './report';
import { median } from './statistics';
import type { SafetyFigures } from './safety-process';

const processes = 3;

/** How fast posts and threads are read, in processes of their own, one after another; the middle figure of each. */
export async function measureSafety(say: (line: string) => void): Promise<Section> {
  const runs: SafetyFigures[] = [];
  for (let run = 0; run < processes; run += 1) {
    const words = ['--expose-gc', join(projectFolder, 'dist/test/bench/safety-process.js')];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: projectFolder });
    const figures = JSON.parse(stdout) as SafetyFigures;
    say(`  ${number(figures.postsASecond)} posts a second, p99 ${number(figures.p99, 2)} ms`);
    runs.push(figures);
  }
  const of = (name: keyof SafetyFigures): number => median(runs.map((run) => run[name]));
  const atMost = (what: string, most: number, value: number, unit: string, digits = 0): Goal => ({
    what,
    goal: `at most ${most} ${unit}`,
    figure: `${number(value, digits)} ${unit}`,
    isMet: value <= most,
  });
  return {
    name: 'safety',
    title: 'Reading posts and threads',
    text: table(
      ['what', 'figure'],
      [
        ['posts of the sample, read in turn', number(of('posts'))],
        ['slowest post', `${number(of('slowest'), 1)} ms`],
      ],
    ),
    goals: [
      {
        what: 'posts a second of processor time, one core',
        goal: 'at least 5000',
        figure: number(of('postsASecond')),
        isMet: of('postsASecond') >= 5000,
      },
      atMost('a post, p99', 2, of('p99'), 'ms', 2),
      atMost(`a thread of 200 posts from nothing`, 20, of('thread'), 'ms', 1),
      atMost('start of the packs', 150, of('start'), 'ms'),
      atMost('memory of packs and what they remember', 60, of('memory'), 'MiB', 1),
    ],
  };
}
