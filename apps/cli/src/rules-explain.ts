import { parseArgs } from 'node:util';
import { type Account, accountFor, type AccountedFinding, explain, explainCategory, isLanguage, type Language, type Passage } from '@kring/safety'; // prettier-ignore

const usage = `Usage: npm run -s rules:explain -- "text" [--lang nl|fr|en] [--in nl|fr|en] [--theme EATING] [--suicide-talk HOLD]
Says what the rules found in a text, what was lowered, by what, and why it would be held or not.
  --lang          the language the text is announced in; else every pack reads it
  --in            the language of the explanations (en)
  --theme, --suicide-talk  as a group may have set them`;

const options = {
  lang: { type: 'string' },
  in: { type: 'string' },
  theme: { type: 'string' },
  'suicide-talk': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What each thing that lowers a hit is, for people who write rules. */
const eases: Readonly<Record<AccountedFinding['easedBy'][number], string>> = {
  negated: 'it is denied',
  past: 'it lies in the past',
  quoted: 'it stands between quotation marks',
  figurative: 'it is a figure of speech',
  fiction: 'it is about a story, a film, school work or news',
  humour: 'it is said in jest',
  third: 'it is about somebody else',
  support: 'it is said to comfort somebody',
  calmed: "words of the rule's own list make it harmless",
  'told-with-recovery': 'it lies in the past, and is told with recovery or to comfort',
};

/** The account of a text as lines for a terminal. */
export function tellAccount(text: string, { assessment, readIn, findings }: Account, language: Language): string[] {
  const lines = [
    `${assessment.severity}${assessment.hold ? ', held' : ', not held'}${assessment.checked ? '' : ', NOT CHECKED'}; read in ${readIn.join(', ') || 'no language'}`,
  ];
  for (const finding of findings) {
    const { rule, category, says, left, easedBy, holds, passages } = finding;
    lines.push(
      '',
      `${rule}  ${explainCategory(category, language)}  ${says === left ? says : `${says} → ${left}`}${holds ? '  holds' : ''}`,
    );
    for (const passage of passages) lines.push(`  ${marked(text, passage)}`);
    for (const ease of easedBy) lines.push(`  lowered: ${eases[ease]}`);
    lines.push(`  ${explain(rule, language)}`);
  }
  const ofRules = new Set(findings.map(({ rule }) => rule));
  for (const signal of assessment.signals.filter(({ rule }) => !ofRules.has(rule))) {
    lines.push('', `${signal.rule}  ${explainCategory(signal.category, language)}  ${signal.severity}`);
    for (const passage of signal.passages) lines.push(`  ${marked(text, passage)}`);
  }
  if (assessment.signals.length === 0) lines.push('', 'No rule found anything.');
  return lines;
}

const around = 40;

function marked(text: string, { start, end }: Passage): string {
  const before = start > around ? `…${text.slice(start - around, start)}` : text.slice(0, start);
  const after = text.length - end > around ? `${text.slice(end, end + around)}…` : text.slice(end);
  return `${before}[${text.slice(start, end)}]${after}`.replace(/\s+/g, ' ');
}

function main(): number {
  const complain = (why: string): number => {
    process.stderr.write(`${why}\n${usage}\n`);
    return 2;
  };
  let asked;
  try {
    asked = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = asked;
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const text = positionals.join(' ');
  if (text === '') return complain('There is no text.');
  if (values.lang !== undefined && !isLanguage(values.lang)) return complain('--lang is nl, fr or en.');
  if (values.in !== undefined && !isLanguage(values.in)) return complain('--in is nl, fr or en.');
  if (values.theme !== undefined && values.theme !== 'EATING') return complain('--theme is EATING.');
  if (values['suicide-talk'] !== undefined && values['suicide-talk'] !== 'HOLD')
    return complain('--suicide-talk is HOLD.');
  const account = accountFor(text, {
    ...(values.lang ? { language: values.lang } : {}),
    group: {
      ...(values.theme ? { themes: [values.theme] } : {}),
      ...(values['suicide-talk'] ? { suicideTalk: values['suicide-talk'] } : {}),
    },
  });
  process.stdout.write(`${tellAccount(text, account, values.in ?? 'en').join('\n')}\n`);
  return 0;
}

if (require.main === module) process.exitCode = main();
