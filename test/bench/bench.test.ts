import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ratioOf, quantile } from './statistics';

const project = join(__dirname, '../..');
jest.setTimeout(240_000);

function bench(...words: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(project, 'scripts/bench.mjs'), ...words], { cwd: project }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: out + err }),
    );
  });
}

describe('the bench', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kring-bench-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('seeds, finds that floor, default stack and Kring answer alike, and measures them', async () => {
    const report = join(folder, 'report.md');
    const { code, said } = await bench('--tiny', '--only', '--live', ...scenesOf('thread page', 'thread list', 'reply', 'queue page', 'untouched page'), '--data', join(folder, 'data'), '--report', report); // prettier-ignore
    expect(said).not.toMatch(/differ|wrong|did not get ready/);
    expect(code).toBe(0);
    const written = readFileSync(report, 'utf8');
    for (const row of [
      /\| thread page +\| floor +\| \d+ \(/,
      /\| thread list +\| default stack +\| \d+ \(/,
      /\| reply +\| Kring +\| \d+ \(/,
      /\| queue page, in thread pages of time +\| at most 1\.5 +\| \d+\.\d\d/,
      /\| crisis to screen +\| p99 at most 1000 ms +\| \d+ ms/,
    ])
      expect(written).toMatch(row);
  });

  it('measures how posts and threads are read', async () => {
    const { code, said } = await bench('--tiny', '--only', '--safety');
    expect(code).toBe(0);
    expect(said).toMatch(/\| posts a second of processor time, one core +\| at least 5000 +\| \d+ /);
    expect(said).toMatch(/\| a thread of 200 posts from nothing +\| at most 20 ms +\| \d+\.\d ms/);
  });

  it('knows no scene of another name', async () => {
    const { code, said } = await bench('--tiny', '--scene', 'tea');
    expect(code).toBe(1);
    expect(said).toContain('There is no scene tea');
  });

  it('compares round by round', () => {
    expect(ratioOf([10, 30, 20], [20, 20, 20])).toEqual({ median: 1, least: 0.5, most: 1.5 });
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5);
  });
});

function scenesOf(...names: string[]): string[] {
  return names.flatMap((name) => ['--scene', name]);
}
