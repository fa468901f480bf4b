import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headFolder, languages, learnHead, sentencesOf, writeWeights } from '@kring/safety';
import { headReport } from './evaluation/head-report';
import { intoPage } from './evaluation/report';

const page = join(__dirname, '../../../..', 'docs/safety-head.md');

const usage = `Usage: npm run train
Trains the head of each language on the written sentences in libs/safety/sentences, and writes the weights to
libs/safety/data/head and what the head adds to docs/safety-head.md. The same sentences and rules give the same bytes.
`;

/** `npm run train`: a few minutes on two cores. A language in which the head does not earn its place gets no weights. */
function main(): number {
  if (process.argv.length > 2) {
    process.stdout.write(usage);
    return process.argv.includes('--help') || process.argv.includes('-h') ? 0 : 2;
  }
  mkdirSync(headFolder(), { recursive: true });
  const learned = languages.flatMap((language) => {
    const sentences = sentencesOf(language);
    if (sentences.length === 0) return [];
    const head = learnHead(language, sentences, (line) => process.stderr.write(`${language}: ${line}\n`));
    const file = join(headFolder(), `${language}.json`);
    const { raise, holdFrom } = head.weights;
    if (Object.keys(raise).length > 0 || holdFrom !== null) writeFileSync(file, writeWeights(head.weights));
    else rmSync(file, { force: true });
    return [head];
  });
  const told = headReport(learned);
  process.stdout.write(`${told}\n`);
  writeFileSync(page, intoPage(readFileSync(page, 'utf8'), told));
  return 0;
}

if (require.main === module) process.exitCode = main();
