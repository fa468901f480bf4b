import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

const source = join(__dirname, '../src');
const languages = ['nl', 'fr', 'en'] as const;
const catalogues = ['shared', 'member', 'staff'] as const;
type Catalogue = Record<string, string>;

function read(language: string, catalogue: string): Catalogue {
  return JSON.parse(readFileSync(join(source, 'messages', language, `${catalogue}.json`), 'utf8')) as Catalogue;
}

/** What a message needs filled in, and the tags it uses: `name`, `count`, `<b>`. */
function placeholders(message: string, language: string): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const element = value as Record<string, unknown>;
    // 0 is literal text and 7 the # of a plural; everything else with a value names a placeholder, 8 a tag.
    if (typeof element['type'] === 'number' && element['type'] !== 0 && element['type'] !== 7)
      found.add(element['type'] === 8 ? `<${String(element['value'])}>` : String(element['value']));
    Object.values(element).forEach(visit);
  };
  visit(new IntlMessageFormat(message, language).getAst());
  return [...found].sort();
}

const sources = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/u.test(path) && !path.startsWith('generated'))
  .map((path) => readFileSync(join(source, path), 'utf8'))
  .join('\n');

const dutch: Catalogue = Object.assign({}, ...catalogues.map((catalogue) => read('nl', catalogue)));

describe.each(catalogues)('the %s messages', (catalogue) => {
  const reference = read('nl', catalogue);

  it.each(['fr', 'en'])('have the same keys in Dutch and in %s', (language) => {
    expect(Object.keys(read(language, catalogue)).sort()).toEqual(Object.keys(reference).sort());
  });

  it.each(languages)('are well-formed, filled in and have the Dutch placeholders in %s', (language) => {
    const messages = read(language, catalogue);
    const wrong = Object.entries(messages).filter(
      ([id, message]) =>
        message.trim() === '' ||
        placeholders(message, language).join() !== placeholders(reference[id] ?? '', 'nl').join(),
    );
    expect(wrong).toEqual([]);
  });

  it('say nothing with an exclamation mark, "helaas" or "overtreding"', () => {
    const loud = languages.flatMap((language) =>
      Object.entries(read(language, catalogue)).filter(([, text]) => /!|\bhelaas\b|overtreding/iu.test(text)),
    );
    expect(loud).toEqual([]);
  });
});

it('no id stands in two catalogues', () => {
  const all = catalogues.flatMap((catalogue) => Object.keys(read('nl', catalogue)));
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

// `t('some.id')`, `<Say id="some.id">`, and any other string literal that is an id (tables of ids).
const literals = new Set([...sources.matchAll(/['"]([a-z][\w]*(?:\.[\w]+)*)['"]/gu)].map((match) => match[1] ?? ''));
// `t(`some.prefix.${kind}`)`: the TypeScript types check which kinds there are.
const prefixes = [...sources.matchAll(/`([a-z][\w.]*\.)\$\{/gu)].map((match) => match[1] ?? '');

it('every message id that the source uses exists', () => {
  const used = [...sources.matchAll(/\bt\(\s*'([^']+)'|<Say\s+id="([^"]+)"/gu)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((id) => !(id in dutch))).toEqual([]);
  expect(prefixes.filter((prefix) => !Object.keys(dutch).some((id) => id.startsWith(prefix)))).toEqual([]);
});

it('every message is used somewhere', () => {
  const idle = Object.keys(dutch).filter(
    (id) => !literals.has(id) && !prefixes.some((prefix) => id.startsWith(prefix)),
  );
  expect(idle).toEqual([]);
});
