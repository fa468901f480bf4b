import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesFolder } from '@kring/safety';
import { assessReading } from '../src/assess';
import { library, type Library } from '../src/library';
import { readPost } from '../src/reading/read-post';
import { keepPacks, keptPacks } from '../src/rules/kept-packs';

let folder: string;
let file: string;
const from = library();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kring-packs-'));
  file = join(folder, 'packs.bin');
  keepPacks(from.packs, from.fingerprint, file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads with kept packs as with those that were compiled', () => {
  const packs = keptPacks(rulesFolder(), from.fingerprint, file);
  if (!packs) throw new Error('the packs were kept');
  const kept: Library = { ...from, packs };
  const texts = [...from.packs.values()].flatMap(({ rules }) => rules.flatMap(({ yes, no }) => [...yes.slice(0, 1), ...no.slice(0, 1)])); // prettier-ignore
  expect(texts.length).toBeGreaterThan(1000);
  const read = (text: string, by: Library) => assessReading(readPost(text, by, undefined), by, {});
  for (const text of texts) expect([text, read(text, kept)]).toEqual([text, read(text, from)]);
});

it('compiles instead when they are of other rules, of another version, damaged or not there', () => {
  expect(keptPacks(rulesFolder(), 'other rules', file)).toBeNull();
  expect(keptPacks(rulesFolder(), from.fingerprint, join(folder, 'none'))).toBeNull();
  const damaged = join(folder, 'damaged.bin');
  writeFileSync(damaged, readFileSync(file).subarray(0, 4000));
  expect(keptPacks(rulesFolder(), from.fingerprint, damaged)).toBeNull();
});
