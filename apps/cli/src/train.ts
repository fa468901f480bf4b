import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import {
  climateFile,
  headFolder,
  headSentencesOf,
  type HeadWeights,
  isLanguage,
  type Language,
  languages,
  type LearnedDrift,
  type LearnedHead,
  learnClimate,
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

/** What came of one language. */
interface Learned {
  readonly head: LearnedHead;
  readonly drift: LearnedDrift;
}

function learn(language: Language): Learned {
  const tell = (line: string): unknown => process.stderr.write(`${language}: ${line}\n`);
  const head = learnHead(language, headSentencesOf(language), tell);
  const drift = learnDrift(language, threadsOf(language), sentencesOf(language));
  tell('drift');
  return { head, drift };
}

/** Learns in a thread of its own, so that every core has a language. */
function learnAside(language: Language): Promise<Learned> {
  return new Promise((resolve, reject) => {
    new Worker(__filename, { workerData: language }).once('message', resolve).once('error', reject);
  });
}

/** `npm run train`: a few minutes on two cores. A language in which the head does not earn its place gets no weights. */
async function main(): Promise<number> {
  if (process.argv.length > 2) {
    process.stdout.write(usage);
    return process.argv.includes('--help') || process.argv.includes('-h') ? 0 : 2;
  }
  mkdirSync(headFolder(), { recursive: true });
  const learned = await Promise.all(languages.filter((one) => sentencesOf(one).length > 0).map(learnAside));
  for (const { head, drift } of learned) {
    const { raise, holdFrom, language } = head.weights;
    keep(`${language}.json`, Object.keys(raise).length > 0 || holdFrom !== null ? head.weights : null);
    keep(`${language}-drift.json`, drift.weights);
  }
  const climate = learnClimate(learned.flatMap(({ drift }) => drift.paths));
  writeFileSync(join(headFolder(), climateFile), JSON.stringify(climate.weights, null, 1) + '\n');
  const told = [
    headReport(learned.map(({ head }) => head)),
    driftReport(
      learned.map(({ drift }) => drift),
      climate,
    ),
  ].join('\n');
  process.stdout.write(`${told}\n`);
  writeFileSync(page, intoPage(readFileSync(page, 'utf8'), told));
  return 0;
}

function keep(name: string, weights: HeadWeights | null): void {
  const file = join(headFolder(), name);
  if (weights) writeFileSync(file, writeWeights(weights));
  else rmSync(file, { force: true });
}

if (!isMainThread && isLanguage(workerData)) parentPort?.postMessage(learn(workerData));
else if (require.main === module) void main().then((code) => (process.exitCode = code));
