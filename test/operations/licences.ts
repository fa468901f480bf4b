import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Licences that let us give their work away as part of something under Apache-2.0, with their texts kept. */
export const compatible: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Zlib',
  'PostgreSQL',
  'OFL-1.1',
]);

/** Packages whose own words about their licence a program cannot read, and what a person found in them. */
export const readByHand: Readonly<Record<string, string>> = {
  pause: 'MIT', // in its Readme.md, in full
};

export interface Described {
  readonly license?: unknown;
  readonly licenses?: unknown;
}

/** The SPDX expression that a package gives of itself; null when it gives none. */
export function licenceOf(described: Described): string | null {
  const one = described.license ?? described.licenses;
  if (typeof one === 'string') return one;
  if (Array.isArray(one)) {
    const kinds = one.map((each: unknown) => licenceOf({ license: each }));
    return kinds.every((kind) => kind !== null) && kinds.length > 0 ? `(${kinds.join(' OR ')})` : null;
  }
  const type = (one as { type?: unknown } | null | undefined)?.type;
  return typeof type === 'string' ? type : null;
}

/** Whether one of the choices that an expression leaves is compatible as a whole. `WITH` and `+` are for a person. */
export function isCompatible(expression: string): boolean {
  const bare = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
  if (/[()]|\bWITH\b|\+/.test(bare)) return false;
  return bare.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((one) => compatible.has(one.trim())));
}

/** What is wrong with the licence of a package; null when nothing is. */
export function faultOfLicence(name: string, described: Described): string | null {
  const licence = readByHand[name] ?? licenceOf(described);
  if (licence === null) return `${name} says no licence`;
  return isCompatible(licence) ? null : `${name} is under ${licence}`;
}

/** A package as it is installed. */
export interface Installed extends Described {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Where `name` is found by whoever is in `from`, as Node looks for it; null when it is not there. */
function placeOf(project: string, from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return place;
    if (folder === project || folder === dirname(folder)) return null;
  }
}

/** These packages and all that they bring along, by folder. */
export function broughtAlong(project: string, names: readonly string[]): Map<string, Installed> {
  const found = new Map<string, Installed>();
  const add = (from: string, name: string): void => {
    const place = placeOf(project, from, name);
    if (place === null || found.has(place)) return;
    const one = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')) as Installed;
    found.set(place, one);
    for (const dependency of Object.keys(one.dependencies ?? {})) add(place, dependency);
  };
  for (const name of names) add(project, name);
  return found;
}

/** The packages that the sources in a folder import themselves. */
export function importedIn(folder: string): string[] {
  const names = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:tsx?|css)$/.test(name) || name.startsWith('generated')) continue;
    const source = readFileSync(join(folder, name), 'utf8');
    for (const [, from = ''] of source.matchAll(/(?:from|import) '([^.'][^']*)'/g))
      names.add(from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? ''));
  }
  return [...names].sort();
}
