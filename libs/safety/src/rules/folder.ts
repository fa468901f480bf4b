import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with the rule data: found from the project's root, so that it is the same from sources and from `dist`. */
export function rulesFolder(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'libs', 'safety', 'rules');
    if (existsSync(join(folder, 'package.json')) && existsSync(join(candidate, 'policy.json'))) return candidate;
    if (dirname(folder) === folder) throw new Error('The rule data (libs/safety/rules) was not found above ' + from);
  }
}

/** One data file. The caller checks its shape; a broken file is reported with its path. */
export function readData(...path: string[]): unknown {
  const file = join(...path);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new Error(`Cannot read ${file}`, { cause: error });
  }
}

/** The text of a data file. */
export function readText(...path: string[]): string {
  return readFileSync(join(...path), 'utf8');
}

export function dataFiles(folder: string, ending = '.json'): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}
