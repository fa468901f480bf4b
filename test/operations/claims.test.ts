import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';
import levels from './asvs-requirements.json';
import { faultsOfNames, faultsOfRequirements, testsIn, testsNamedIn } from './named-tests';

const read = (name: string): string => readFileSync(join(projectFolder, name), 'utf8');
const asvs = read('docs/asvs.md');
const safetyCase = read('docs/safety-case.md');

describe('docs/asvs.md', () => {
  it('has every requirement of levels 1 and 2 once, each with a test or a reason, and counts them right', () => {
    const each = Object.values(levels);
    expect([each.filter((level) => level === 1).length, each.filter((level) => level === 2).length]).toEqual([70, 183]);
    expect(faultsOfRequirements(asvs, levels)).toEqual([]);
  });

  it('names tests that are there', () => {
    expect(testsNamedIn(asvs).length).toBeGreaterThan(80);
    expect(faultsOfNames(asvs, projectFolder)).toEqual([]);
  });

  it('would be told what it lacks', () => {
    const row = /^\| V8\.4\.1 .*$/m.exec(asvs)?.[0] ?? '';
    const changed = (into: string): string[] => faultsOfRequirements(asvs.replace(row, into), levels);
    expect(changed('')).toContain('V8.4.1 is missing');
    expect(changed(`${row}\n${row}`)).toContain('V8.4.1 is there 2 times');
    expect(changed(row.replace('V8.4.1', 'V8.4.9'))).toEqual(
      expect.arrayContaining(['V8.4.1 is missing', 'V8.4.9 is no requirement of level 1 or 2']),
    );
    expect(changed(row.replace('| 2 |', '| 1 |'))).toEqual(['V8.4.1 is of level 2']);
    expect(changed(row.replace(/`[^`]*`/g, ''))).toEqual(['V8.4.1 is tested by nothing']);
    expect(changed(row.replace(/\*\*tested.*\|$/, '**met** |'))).toContain('V8.4.1 has no reason');
    expect(changed(row.replace('tested', 'fine'))).toContain('V8.4.1 has no status');
    expect(changed(row.replace('tested', 'met')).join()).toMatch(/are tested, and the top says/);
  });
});

describe('docs/safety-case.md', () => {
  const hazards = safetyCase.split(/^## /m).slice(1);

  it('names tests that are there, at least one for each hazard, and says for each what is not answered', () => {
    expect(faultsOfNames(safetyCase, projectFolder)).toEqual([]);
    const numbered = hazards.filter((hazard) => /^H\d+ /.test(hazard));
    expect(numbered.length).toBeGreaterThan(11);
    for (const hazard of numbered) {
      expect([hazard.split('\n')[0], testsNamedIn(hazard).length > 0]).toEqual([hazard.split('\n')[0], true]);
      expect(hazard).toMatch(/^\*\*Not answered yet\.\*\* \S/m);
    }
  });
});

describe('a name in a document', () => {
  it('is missed when the file, the test or the exact words are not there', () => {
    const named = (file: string, name: string): string[] => faultsOfNames(`\`${file} › ${name}\``, projectFolder);
    const file = 'test/operations/claims.test.ts';
    expect(named(file, 'names tests that are there')).toEqual([]);
    expect(named(file, 'names tests that are not there')).toEqual([
      `${file} has no test "names tests that are not there"`,
    ]);
    expect(named('test/operations/nothing.test.ts', 'names tests')).toEqual([
      'test/operations/nothing.test.ts is not there',
    ]);
  });

  it('is found as it stands in the source, also in a list of cases, and not when it is skipped', () => {
    const source = `it('one', () => {});\n  test.each(['a', 'b'])('two %s', () => {});\nit.each([\n ['x', (a) => f(a)],\n])(\n  \`three\`, () => {});
      it.skip('four', () => {}); xit('five', () => {}); describe('six', () => {}); it("it's seven", () => {}); it('eight\\'s', () => {});`;
    expect([...testsIn(source)]).toEqual(['one', 'two %s', 'three', "it's seven", "eight's"]);
  });
});

describe('the places that documents lead to', () => {
  it('are there', () => {
    for (const name of ['docs/operations.md', 'docs/safety-case.md', 'docs/asvs.md']) {
      const links = [...read(name).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) =>
        join(projectFolder, 'docs', to),
      );
      const paths = [...read(name).matchAll(/`(deploy\/[\w.-]+)`/g)].map(([, to = '']) => join(projectFolder, to));
      expect([...links, ...paths].filter((path) => !existsSync(path))).toEqual([]);
    }
  });
});
