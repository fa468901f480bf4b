import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A test that a document names: `test/faults/away.test.ts › says so at once`. */
export interface NamedTest {
  readonly file: string;
  readonly name: string;
}

export function testsNamedIn(document: string): NamedTest[] {
  return [...document.matchAll(/`((?:test|libs|apps)\/[\w./-]+\.test\.ts) › ([^`]+)`/g)].map(
    ([, file = '', name = '']) => ({ file, name }),
  );
}

/** The names of the tests in a source, as they are written there, `%s` and all. */
export function testsIn(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteralLike(name) && isTest(node.expression)) names.add(name.text);
    }
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return names;
}

/** `it`, `test`, and what `it.each(…)` or a table after `it.each` gives. */
function isTest(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return called.text === 'it' || called.text === 'test';
  const inner = ts.isCallExpression(called)
    ? called.expression
    : ts.isTaggedTemplateExpression(called)
      ? called.tag
      : null;
  return !!inner && ts.isPropertyAccessExpression(inner) && inner.name.text === 'each' && isTest(inner.expression);
}

/** What is wrong with the tests that a document names: files and names that are not there. */
export function faultsOfNames(document: string, project: string): string[] {
  const read = new Map<string, ReadonlySet<string>>();
  return testsNamedIn(document).flatMap(({ file, name }) => {
    const path = join(project, file);
    if (!existsSync(path)) return [`${file} is not there`];
    if (!read.has(file)) read.set(file, testsIn(readFileSync(path, 'utf8')));
    return read.get(file)?.has(name) ? [] : [`${file} has no test "${name}"`];
  });
}

export const statuses = ['tested', 'met', 'installation', 'not met', 'does not apply'] as const;

/** What is wrong with a table of requirements: numbers that are missing, there twice, or nobody's; rows that say nothing. */
export function faultsOfRequirements(document: string, levels: Readonly<Record<string, number>>): string[] {
  const rows = [...document.matchAll(/^\| V([\d.]+) \| (\d) \| (.*?) \| (.*) \|$/gm)].map(
    ([, number = '', level = '', short = '', says = '']) => ({ number, level, short, says }),
  );
  const told = new Map<string, number>();
  for (const { number } of rows) told.set(number, (told.get(number) ?? 0) + 1);
  const counts = new Map<string, number>();
  const wrong = rows.flatMap(({ number, level, short, says }) => {
    const [, status = '', reason = ''] = /^\*\*([a-z ]+)\*\*(?:: )?([^]*)$/.exec(says) ?? [];
    counts.set(status, (counts.get(status) ?? 0) + 1);
    return [
      ...(number in levels ? [] : [`V${number} is no requirement of level 1 or 2`]),
      ...(number in levels && String(levels[number]) !== level ? [`V${number} is of level ${levels[number]}`] : []),
      ...(told.get(number) === 1 ? [] : [`V${number} is there ${told.get(number)} times`]),
      ...(short.trim() === '' ? [`V${number} is not told`] : []),
      ...((statuses as readonly string[]).includes(status) ? [] : [`V${number} has no status`]),
      ...(status === 'tested' && testsNamedIn(says).length === 0 ? [`V${number} is tested by nothing`] : []),
      ...(status !== 'tested' && reason.trim() === '' ? [`V${number} has no reason`] : []),
    ];
  });
  const summary = statuses.flatMap((status) => {
    const said = Number(new RegExp(`^\\| \\*\\*${status}\\*\\* \\|.*\\| (\\d+) \\|$`, 'm').exec(document)?.[1] ?? NaN);
    return said === (counts.get(status) ?? 0)
      ? []
      : [`${counts.get(status) ?? 0} are ${status}, and the top says ${said}`];
  });
  const missing = Object.keys(levels).filter((number) => !told.has(number));
  return [...missing.map((number) => `V${number} is missing`), ...new Set(wrong), ...summary];
}
