import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintRules, rulesFolder } from '@kring/safety';

type Data = Record<string, unknown>;

describe('the linter of rules, trying them', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kring-lint-'));
    cpSync(rulesFolder(), folder, { recursive: true });
    for (const language of ['nl', 'fr', 'en']) {
      for (const name of readdirSync(join(folder, language))) write(`${language}/${name}`, empty[name] ?? []);
      write(`${language}/lexicon.json`, lexicon);
    }
    const pact = { nl: 'Een.', fr: 'Un.', en: 'One.' };
    for (const name of readdirSync(join(folder, 'explanations'))) write(`explanations/${name}`, { pact });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const empty: Data = { 'modifiers.json': {}, 'marks.json': { topic: ['{boom}'] } };
  const lexicon = {
    slots: { boom: ['boom', 'lange boom'] },
    respell: {},
    clitics: [],
    endings: [],
    fillers: ['een'],
    common: ['de', 'dus'],
    negations: ['niet'],
    self: ['ik'],
    breaks: ['maar'],
    turns: ['maar'],
    more: ['meer'],
    told: ['wilde'],
    wishing: ['dat'],
    justNow: ['gisteren'],
    emoji: {},
  };
  const write = (name: string, data: unknown): void => writeFileSync(join(folder, name), JSON.stringify(data));
  const rules = (...list: Data[]): void => {
    const whole = list.map((rule) => ({ yes: ['een rare vijver'], no: ['een gewone plas'], ...rule }));
    write('nl/spreading.json', { family: 'pact', category: 'pact', severity: 'CRISIS', hold: true, rules: whole });
  };
  const said = (): string[] => lintRules(folder).map(({ kind, place, what }) => `${kind} ${place}: ${what}`);

  it('says nothing of rules that are right', () => {
    rules({ id: 'nl-a', patterns: ['vijver', '{boom} ~2 vijver'] });
    expect(said()).toEqual([]);
  });

  it.each<[string, RegExp, Data[]]>([
    [
      'the same id twice',
      /^error .*Rule nl-a exists twice/,
      [
        { id: 'nl-a', patterns: ['vijver'] },
        { id: 'nl-a', patterns: ['vijver'] },
      ],
    ],
    [
      'a slip in a key',
      /^error .*"calmedby" means nothing/,
      [{ id: 'nl-a', patterns: ['vijver'], calmedby: ['plas'] }],
    ],
    ['an example that is not found', /^error .*does not find its example: een meer/, [{ id: 'nl-a', patterns: ['vijver'], yes: ['een meer'] }]], // prettier-ignore
    ['what must pass and does not', /^error .*must let pass: de vijver/, [{ id: 'nl-a', patterns: ['vijver'], no: ['de vijver'] }]], // prettier-ignore
    ['a word that texts never have', /^error .*no text ever has the word "vij\+ver"/, [{ id: 'nl-a', patterns: ['vijver', 'vij+ver'] }]], // prettier-ignore
    ['a pattern that another covers', /^hint .*"vijver\*" finds all that this finds: vijvers/, [{ id: 'nl-a', patterns: ['vijver*', 'vijvers'] }]], // prettier-ignore
    ['a gap within a wider one', /^hint .*finds all that this finds: vijver ~2 plas/, [{ id: 'nl-a', patterns: ['vijver', 'vijver ~4 plas|poel', 'vijver ~2 plas'] }]], // prettier-ignore
    [
      'a rule that another replaces',
      /^hint .*nl-b: every example is found by nl-a too/,
      [
        { id: 'nl-a', patterns: ['vijver'] },
        { id: 'nl-b', patterns: ['rare'] },
      ],
    ],
  ])('finds %s', (_what, finding, list) => {
    rules(...list);
    expect(said()).toContainEqual(expect.stringMatching(finding));
  });

  it('does not call a pattern superfluous that asks for more, or lets less pass', () => {
    rules({ id: 'nl-a', patterns: ['vijver', 'rare vijver', 'vijver ~2 plas', 'vijver ~4 plas', '^ vijver ~6 plas'] });
    expect(said()).toEqual([expect.stringMatching(/"vijver ~4 plas" finds all that this finds: vijver ~2 plas/)]);
  });

  it('finds a pattern that is in nearly anything', () => {
    const yes = Array.from({ length: 50 }, (_, at) => `zin ${at} vijver dus`);
    rules({ id: 'nl-a', patterns: ['vijver', 'dus'], yes });
    expect(said()).toContainEqual(expect.stringMatching(/its pattern 2 finds something in 50 of 51 examples/));
  });
});
