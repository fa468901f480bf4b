/** `npm run bench`: see `options.ts`. Ends with code 1 when something could not be measured; a goal not met is a finding. */
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectFolder } from '@kring/platform';
import { askingsFor } from './askings';
import { type BenchDatabase, openDatabase, startDefaultStack, startFloor, startKring } from './house';
import { help, type Options, readOptions } from './options';
import { type Goal, goalTable, loadNow, machine, sceneGoals, sceneTable } from './report';
import { scenes } from './scenes';
import { ServerProcess } from './server-process';
import { type Measured, sideBySide } from './side-by-side';
import { tidy } from './seed';

const began = Date.now();

function say(line: string): void {
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
}

/** One part of the report: its heading, its words and its goals. */
export interface Section {
  readonly title: string;
  readonly text: string;
  readonly goals: readonly Goal[];
}

async function measureScenes(options: Options, database: BenchDatabase): Promise<Section> {
  say('Starting the floor, the default stack and Kring');
  const servers = [await startFloor(database), await startDefaultStack(database), await startKring(database, 'api')];
  const askings = await askingsFor(database.adminUrl, options.size);
  const measured: Measured[] = [];
  for (const scene of scenes.filter((one) => options.scenes.includes(one.name))) {
    say(`Measuring ${scene.name}`);
    const done = await sideBySide(servers, database, scene, askings[scene.name], options.pace);
    measured.push(...done);
    for (const one of done)
      say(`  ${one.server}: ${one.throughputs.map((value) => value.toFixed(0)).join(', ')} a second`);
    if (scene.writes) await tidy(database.adminUrl);
  }
  for (const server of servers) await server.process.stop();
  return { title: 'Five scenes, side by side', text: sceneTable(measured), goals: sceneGoals(measured) };
}

async function run(options: Options): Promise<void> {
  const data = resolve(projectFolder, options.data ?? '.kring/bench');
  say(`On ${machine()}, load ${loadNow()}`);
  const sections: Section[] = [];
  if (['scenes', 'live', 'processes'].some((part) => options.parts.has(part as 'scenes'))) {
    const database = await openDatabase(data, options.size, say);
    if (options.parts.has('scenes')) sections.push(await measureScenes(options, database));
    await database.process.stop();
  }
  const goals = sections.flatMap((section) => section.goals);
  const text = [
    ...sections.flatMap((section) => [`## ${section.title}`, section.text]),
    ...(goals.length > 0 ? ['## Goals', goalTable(goals)] : []),
  ].join('\n\n');
  process.stdout.write(`\n${text}\n`);
  if (options.report) {
    const head = `Measured by \`npm run bench -- ${options.words}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.`;
    writeFileSync(resolve(projectFolder, options.report), `${head}\n\n${text}\n`);
  }
}

function end(code: number): void {
  ServerProcess.stopAll().then(
    () => process.exit(code),
    () => process.exit(code),
  );
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(130));
const starter = process.ppid;
setInterval(() => process.ppid !== starter && end(1), 500).unref();

void (async () => {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options) await run(options);
    else process.stdout.write(`${help}\n`);
    end(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'unknown reason'}\n`);
    end(1);
  }
})();
