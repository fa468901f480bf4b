import { type Language, languages } from '@kring/safety';
import { byFunctionality, type Figure, figuresOf, gap, isMet, type Reading } from './figures';

const languageNames: Readonly<Record<Language, string>> = { nl: 'Dutch', fr: 'French', en: 'English' };
const mostWorst = 8;

/** What an evaluation says, as Markdown. `parts` are named groups of examples, each reported by itself. */
export function report(
  parts: readonly { readonly name: string; readonly reading: Reading; readonly byRules: Reading }[],
): string {
  return parts
    .flatMap(({ name, reading, byRules }) => [
      `### ${name}: ${reading.posts.length} posts, ${reading.threads.length} threads`,
      '',
      ...figureTable(reading),
      '',
      `Dutch and English lie ${gap(reading, 'nl', 'en').toFixed(1)} points apart in posts that are right in everything (goal: at most 5).`,
      '',
      ...headTable(byRules, reading),
      '',
      ...worstTable(reading),
      '',
    ])
    .join('\n');
}

function figureTable(reading: Reading): string[] {
  const names = new Map<string, string>();
  const cells = new Map<string, Map<Language | null, Figure>>();
  for (const language of [...languages, null]) {
    for (const figure of figuresOf(reading, language)) {
      // Each language has a weakest functionality of its own; they share a row.
      const row = figure.name.replace(/^(weakest functionality).*/, '$1');
      names.set(row, goalOf(figure));
      cells.set(row, (cells.get(row) ?? new Map<Language | null, Figure>()).set(language, figure));
    }
  }
  return [
    `| figure | goal | ${languages.map((language) => languageNames[language]).join(' | ')} | all |`,
    '|---|---|---|---|---|---|',
    ...[...names].map(([row, goal]) => {
      const figures = [...languages, null].map((language) => cell(cells.get(row)?.get(language)));
      return `| ${row} | ${goal} | ${figures.join(' | ')} |`;
    }),
  ];
}

/** What the head changes, in every figure that it changes. */
function headTable(byRules: Reading, reading: Reading): string[] {
  const rows = [...languages, null].flatMap((language) => {
    const withHead = figuresOf(reading, language);
    return figuresOf(byRules, language).flatMap((before) => {
      const after = withHead.find(({ name }) => name === before.name);
      if (!after || (after.share === before.share && after.of === before.of)) return [];
      const whose = language === null ? 'all' : languageNames[language];
      return [`| ${before.name} | ${whose} | ${cell(before)} | ${cell(after)} |`];
    });
  });
  if (rows.length === 0) return ['The head (docs/safety-head.md) changes none of these figures.'];
  return ['| what the head changes | | rules alone | with the head |', '|---|---|---|---|', ...rows];
}

function goalOf({ goal }: Figure): string {
  return 'least' in goal ? `≥ ${short(goal.least)}` : `≤ ${short(goal.most)}`;
}

function cell(figure: Figure | undefined): string {
  if (!figure) return '–';
  const { name, share, count, of, bound } = figure;
  const which = /^weakest functionality: (.*)/.exec(name)?.[1];
  const counted = name.startsWith('AUROC') ? `${of} pairs` : `${count} of ${of}`;
  const sign = 'least' in figure.goal ? '≥' : '≤';
  const figures = `${short(share)} (${counted}; ${sign} ${short(bound)})`;
  return `${isMet(figure) ? '' : '**'}${which ? `${which} ` : ''}${figures}${isMet(figure) ? '' : '**'}`;
}

function worstTable({ posts }: Reading): string[] {
  const worst = byFunctionality(posts).slice(0, mostWorst);
  return [
    `| weakest functionalities | ${languages.map((language) => languageNames[language]).join(' | ')} |`,
    '|---|---|---|---|',
    ...worst.map(({ name, posts: some }) => {
      const right = languages.map((language) => {
        const own = some.filter(({ example }) => example.lang === language);
        return `${own.filter(({ isRight }) => isRight).length} of ${own.length}`;
      });
      return `| ${name} | ${right.join(' | ')} |`;
    }),
  ];
}

function short(share: number): string {
  return share.toFixed(share === 1 || share === 0 ? 0 : 3).replace(/^0\./, '.').replace(/0+$/, '').replace(/\.$/, '') || '0'; // prettier-ignore
}

const marks = {
  begin: '<!-- measured: examples -->',
  end: '<!-- end of examples -->',
} as const;

/** Puts a report between the marks of a page. Throws when the page has no such marks. */
export function intoPage(page: string, told: string): string {
  const [before, rest] = page.split(marks.begin);
  const after = rest?.split(marks.end)[1];
  if (before === undefined || after === undefined) throw new Error('the page has no place for the figures');
  return `${before}${marks.begin}\n\n${told.trim()}\n\n${marks.end}${after}`;
}
