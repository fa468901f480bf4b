import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  headFolder,
  type HeadWeights,
  languages,
  learnDrift,
  learnHead,
  sentencesOf,
  threadsOf,
  writeWeights,
} from '@kring/safety';
import { driftReport } from './evaluation/drift-report';
import { headReport } from './evaluation/head-report';
import { intoPage } from './evaluation/report';

const page = join(__dirname, '../../../..', 'docs/safety-head.md');

const usage = `Usage: npm run train
Trains the head of each language on the written sentences in libs/safety/sentences, and what is known of drift on the written
threads there. Writes the weights to libs/safety/data/head and what they add to docs/safety-head.md. The same sentences and rules give the same bytes.
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
    const { raise, holdFrom } = head.weights;
    keep(`${language}.json`, Object.keys(raise).length > 0 || holdFrom !== null ? head.weights : null);
    const drift = learnDrift(language, threadsOf(language), sentences);
    process.stderr.write(`${language}: drift\n`);
    keep(`${language}-drift.json`, drift.weights);
    return [{ head, drift }];
  });
  const told = [headReport(learned.map(({ head }) => head)), driftReport(learned.map(({ drift }) => drift))].join('\n');
  process.stdout.write(`${told}\n`);
  writeFileSync(page, intoPage(readFileSync(page, 'utf8'), told));
  return 0;
}

function keep(name: string, weights: HeadWeights | null): void {
  const file = join(headFolder(), name);
  if (weights) writeFileSync(file, writeWeights(weights));
  else rmSync(file, { force: true });
}

if (require.main === module) process.exitCode = main();
