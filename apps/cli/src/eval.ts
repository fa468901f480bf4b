import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languages } from '@kring/safety';
import { type Examples, hasExamples, readExamples, written } from './evaluation/examples';
import { figuresOf, isMet, readAll, withoutHead } from './evaluation/figures';
import { intoPage, report } from './evaluation/report';
import { setAside } from './evaluation/set-aside';

const project = join(__dirname, '../../../..');
const page = join(project, 'docs/safety-measured.md');

const usage = `Usage: npm run eval -- [--examples <folder>] [--worst] [--write]
Reads the examples and says how well: per language, with counts and one-sided 95 % bounds.
  --examples <folder>  posts.jsonl and threads.jsonl (SafeCheck's format); else ../shared/data/safecheck, else the sample
                       in libs/safety/data/safecheck-sample
  --worst              also prints what was read wrong, of the part that may be tuned on
  --write              writes docs/safety-measured.md`;

const options = {
  examples: { type: 'string' },
  worst: { type: 'boolean' },
  write: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `npm run eval`: exit status 1 when a goal is missed on examples that nobody tuned on, 2 when it could not run. */
function main(): number {
  let asked: { examples?: string; worst?: boolean; write?: boolean; help?: boolean };
  try {
    asked = parseArgs({ options }).values;
  } catch {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  if (asked.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const published = join(project, '../shared/data/safecheck');
  const sample = join(project, 'libs/safety/data/safecheck-sample');
  const folder = asked.examples ?? (hasExamples(published) ? published : sample);
  if (!hasExamples(folder)) {
    process.stderr.write(`There are no posts.jsonl and threads.jsonl in ${folder}.\n`);
    return 2;
  }
  const { tuned, aside } = setAside(readExamples(folder));
  const part = (name: string, examples: Examples) => {
    const reading = readAll(examples);
    return { name, reading, byRules: withoutHead(reading) };
  };
  const unseen = [
    part('SafeCheck, set aside: never looked at', aside),
    part('Written as SafeCheck is, set aside: never looked at', written('ASIDE_SAFECHECK')),
    part('Written afterwards, set aside: never looked at', written('ASIDE')),
  ];
  const seen = [
    part('SafeCheck, tuned on: flatters', tuned),
    part('Written afterwards, tuned on: flatters', written('LEARN')),
  ];
  const parts = [...unseen, ...seen];
  const told = report(parts);
  process.stdout.write(`${told}\n`);
  if (asked.worst) {
    for (const { example, found, isRight } of seen.flatMap(({ reading }) => reading.posts))
      if (!isRight)
        process.stdout.write(
          `${example.id} ${example.expect.min}..${example.expect.max} ${example.expect.hold === undefined ? '' : example.expect.hold ? 'hold ' : 'no hold '}` +
            `[${example.expect.categories.join(' ')}], found ${found.severity}${found.hold ? ' hold' : ''} [${[...new Set(found.signals.map((signal) => signal.category))].join(' ')}]: ${example.text}\n`,
        );
  }
  if (asked.write) writeFileSync(page, intoPage(readFileSync(page, 'utf8'), told));
  const missed = unseen.flatMap(({ reading }) =>
    languages.flatMap((language) => figuresOf(reading, language).filter((figure) => !isMet(figure))),
  );
  process.stdout.write(`${missed.length === 0 ? 'Every goal is met' : `${missed.length} goals are missed`} on what was set aside.\n`); // prettier-ignore
  return missed.length === 0 ? 0 : 1;
}

if (require.main === module) process.exitCode = main();
