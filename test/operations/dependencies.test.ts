import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';
import { broughtAlong, faultOfLicence, importedIn, isCompatible, readByHand } from './licences';
import { faultsOfLock, type LockFile, type Manifest } from './lock-file';

const read = (name: string): string => readFileSync(join(projectFolder, name), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as LockFile;
const manifest = JSON.parse(read('package.json')) as Manifest;
const shipped = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
const built = importedIn(join(projectFolder, 'apps/web/src'));
const integrity = `sha512-${'A'.repeat(86)}==`;

/** A lock file that is as it should be, but for what is given. */
function locked(changed: Readonly<Record<string, object>>): LockFile {
  return { ...lock, packages: { ...lock.packages, ...changed } };
}

describe('what is installed', () => {
  it('comes from the registry with its integrity, in exact versions, runs no script and fits every Node', () => {
    expect(faultsOfLock(lock, manifest)).toEqual([]);
    expect(Object.keys(lock.packages).length).toBeGreaterThan(500);
  });

  it.each([
    [
      'git',
      { integrity, resolved: 'git+ssh://git@github.com/somebody/thing.git#1234' },
      'does not come from the registry',
    ],
    ['a file', { integrity, resolved: 'file:../thing.tgz' }, 'does not come from the registry'],
    ['plain http', { integrity, resolved: 'http://registry.npmjs.org/thing/-/thing-1.0.0.tgz' }, 'does not come from'],
    [
      'another host',
      { integrity, resolved: 'https://registry.npmjs.org.example/thing-1.0.0.tgz' },
      'does not come from',
    ],
    ['a folder', { link: true, resolved: 'libs/thing' }, 'is a link to a folder'],
    ['nowhere known', {}, 'has no sha512 integrity'],
    ['a place with a weak sum', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, 'has no sha512 integrity'],
    ['somebody who runs a script', { integrity, hasInstallScript: true }, 'wants to run a script'],
    ['somebody who left Node 20 behind', { integrity, engines: { node: '>=22' } }, 'does not run on Node 20.19.0'],
    ['somebody who knows no Node 24', { integrity, engines: { node: '^20 || ^22' } }, 'does not run on Node 24.11.0'],
  ])('would be refused from %s', (_from, one, fault) => {
    const faults = faultsOfLock(locked({ 'node_modules/thing': { version: '1.0.0', ...one } }), manifest);
    expect(faults).toEqual([expect.stringContaining(`thing ${fault}`)]);
  });

  it.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', 'git+https://github.com/x/y.git', 'file:../y', 'npm:other@1.2.3'])(
    'would be refused when it is asked for as %s',
    (version) => {
      const asked = { ...manifest, dependencies: { ...manifest.dependencies, zod: version } };
      expect(faultsOfLock(lock, asked).join()).toContain(`zod is asked for as ${version}`);
    },
  );

  it('would be refused with a second graphql, a script that somebody allowed, or a list that is out of date', () => {
    const twice = locked({ 'node_modules/urql/node_modules/graphql': { version: '17.0.0', integrity } });
    expect(faultsOfLock(twice, manifest)).toEqual(['graphql is there 2 times']);
    const allowed = { ...manifest, allowScripts: { ...manifest.allowScripts, '@swc/core': true, gone: false } };
    expect(faultsOfLock(lock, allowed)).toEqual([
      '@swc/core may run a script while it is installed',
      'gone is on the list of scripts and has none',
    ]);
  });
});

describe('licences', () => {
  it('of all that is shipped and of all that is built into the web client let us give it away', () => {
    const all = broughtAlong(projectFolder, [...shipped, ...built]);
    expect(all.size).toBeGreaterThan(250);
    expect([...all.values()].map((one) => faultOfLicence(one.name, one)).filter((fault) => fault !== null)).toEqual([]);
    const names = [...all.values()].map((one) => one.name);
    expect(Object.keys(readByHand).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('that would not be compatible, or say nothing, are told', () => {
    for (const licence of [
      'GPL-3.0',
      'AGPL-3.0-only',
      'MPL-2.0',
      'CC-BY-NC-4.0',
      'UNLICENSED',
      'SEE LICENSE IN x',
      'MIT AND GPL-2.0',
    ])
      expect(faultOfLicence('thing', { license: licence })).toBe(`thing is under ${licence}`);
    expect(faultOfLicence('thing', {})).toBe('thing says no licence');
    expect(faultOfLicence('thing', { licenses: [{ type: 'GPL-2.0' }] })).toBe('thing is under (GPL-2.0)');
    expect(faultOfLicence('thing', { licenses: [{ type: 'MIT' }] })).toBeNull();
    expect(['(MIT OR GPL-3.0)', 'MIT OR GPL-3.0', '(MIT AND BSD-3-Clause)'].every(isCompatible)).toBe(true);
    expect(['(MIT OR GPL-3.0) AND MPL-2.0', 'Apache-2.0 WITH something', 'GPL-2.0+'].some(isCompatible)).toBe(false);
  });

  it('of what is built into the web client are named in NOTICE', () => {
    const notice = read('NOTICE');
    expect(built.length).toBeGreaterThan(7);
    expect(built.filter((name) => !notice.includes(name))).toEqual([]);
  });
});
