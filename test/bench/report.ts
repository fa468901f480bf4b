import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, totalmem } from 'node:os';
import type { Measured } from './side-by-side';
import type { SceneName } from './scenes';
import { median, ratioOf, type Spread, spreadOf } from './statistics';

/** A table of Markdown; also readable as it is in a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, place) => Math.max(name.length, ...rows.map((row) => (row[place] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

export function number(value: number, digits = 0): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '?';
}

/** `0.52 (0.49 to 0.55)` */
export function spreadText({ median: middle, least, most }: Spread, digits = 2): string {
  return `${number(middle, digits)} (${number(least, digits)} to ${number(most, digits)})`;
}

export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${number(totalmem() / 2 ** 30)} GiB, ${process.platform} ${arch()}, Node ${process.versions.node}`;
}

export function loadNow(): string {
  return number(loadavg()[0] ?? Number.NaN, 1);
}

export function sceneTable(measured: readonly Measured[]): string {
  const rows = measured.map((one) => [
    ...[one.scene, one.server, spreadText(spreadOf(one.throughputs), 0), number(one.p50, 1), number(one.p99, 1)],
    ...[number(one.serverCpu, 2), number(one.databaseCpu, 2), number(one.memory / 2 ** 20)],
  ]);
  return table(
    ['scene', 'server', 'answers a second', 'p50 ms', 'p99 ms', 'its CPU ms', 'PostgreSQL CPU ms', 'memory MiB'],
    rows,
  );
}

/** One part of the report: its heading, its tables and its goals. `name` is its place in docs/speed.md. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly goals: readonly Goal[];
}

export function sectionText({ title, text, goals }: Section): string {
  return [`## ${title}`, text, ...(goals.length > 0 ? [goalTable(goals)] : [])].join('\n\n');
}

/** Puts sections where the file keeps them, between marks; what was not measured now stays as it was. */
export function writeSections(file: string, sections: readonly Section[], how: string): void {
  let page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const section of sections) {
    const [from, to] = [`<!-- measured: ${section.name} -->`, `<!-- end of ${section.name} -->`];
    const block = `${from}\n\n${sectionText(section)}\n\n${how}\n\n${to}`;
    const [start, end] = [page.indexOf(from), page.indexOf(to)];
    page =
      start >= 0 && end > start
        ? page.slice(0, start) + block + page.slice(end + to.length)
        : `${page.trimEnd()}\n\n${block}\n`;
  }
  writeFileSync(file, page.trimStart());
}

export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly figure: string;
  /** Null where no goal was set. */
  readonly isMet: boolean | null;
}

export function goalTable(goals: readonly Goal[]): string {
  return table(
    ['goal', 'wanted', 'measured', ''],
    goals.map((goal) => [goal.what, goal.goal, goal.figure, goal.isMet === null ? '' : goal.isMet ? 'met' : 'not met']),
  );
}

/** The goals that follow from the scenes, as far as those were measured. */
export function sceneGoals(measured: readonly Measured[]): Goal[] {
  const of = (scene: SceneName, server: string): readonly number[] | null =>
    measured.find((one) => one.scene === scene && one.server === server)?.throughputs ?? null;
  const goals: Goal[] = [];
  const compare = (scene: SceneName, with_: string, wanted: number | null): void => {
    const [ours, theirs] = [of(scene, 'Kring'), of(scene, with_)];
    if (!ours || !theirs) return;
    const ratio = ratioOf(ours, theirs);
    goals.push({
      what: `${scene}, Kring to the ${with_}`,
      goal: wanted === null ? 'none set' : `at least ${wanted}`,
      figure: spreadText(ratio),
      isMet: wanted === null ? null : ratio.median >= wanted,
    });
  };
  compare('thread page', 'floor', 0.5);
  compare('thread page', 'default stack', 4);
  compare('thread list', 'floor', null);
  compare('thread list', 'default stack', null);
  compare('reply', 'floor', 0.6);
  compare('reply', 'default stack', null);
  compare('sign-in', 'floor', null);
  compare('sign-in', 'default stack', null);
  compare('queue page', 'floor', null);
  compare('queue page', 'default stack', null);
  const page = of('thread page', 'Kring');
  for (const name of ['queue page', 'untouched page'] as const) {
    const queue = of(name, 'Kring');
    if (!page || !queue) continue;
    const ratio = median(page) / median(queue);
    goals.push({
      what: `${name}, in thread pages of time`,
      goal: 'at most 1.5',
      figure: number(ratio, 2),
      isMet: ratio <= 1.5,
    });
  }
  return goals;
}
