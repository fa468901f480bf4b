import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintRules, rulesFolder } from '@kring/safety';

it('finds nothing wrong in the rules that ship', () => {
  expect(lintRules(rulesFolder()).filter(({ kind }) => kind === 'error')).toEqual([]);
});

describe('finds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kring-rules-'));
    cpSync(rulesFolder(), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function change(file: string, from: string | RegExp, to: string): void {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
  }
  const found = (): string[] => lintRules(folder).flatMap(({ kind, place, what }) => (kind === 'error' ? [`${place}: ${what}`] : [])); // prettier-ignore

  it('a word list that nothing reads', () => {
    change('nl/lexicon.json', '"slots": {', '"slots": { "vergeten": ["vergeten"],');
    expect(found()).toEqual(['nl {vergeten}: no pattern reads this word list']);
  });

  it('a word list that nobody wrote', () => {
    change('fr/suicide.json', '"patterns": [', '"patterns": ["{oublie} mourir",');
    expect(found()).toEqual([expect.stringContaining('fr pack: Unknown word list {oublie}')]);
  });

  it('a pattern that stands twice', () => {
    change('en/suicide.json', /"patterns": \[\s*("(?:[^"\\]|\\.)*")/, '"patterns": [$1, $1');
    expect(found()).toEqual([expect.stringContaining('has this pattern twice')]);
  });

  it('a rule without an example that it lets pass', () => {
    change('en/suicide.json', /"no": \[[^\]]+\]/, '"no": []');
    expect(found()).toEqual([expect.stringContaining('needs an example that it finds and one that it lets pass')]);
  });

  it('a family that is not explained', () => {
    change('explanations/families.json', '"goodbye"', '"goodbye-gone"');
    expect(found()).toContain('nl goodbye: the family is not explained in fr');
  });
});
