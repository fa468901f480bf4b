/** `npm run bench`: see `options.ts`. Ends with code 1 when something could not be measured; a goal not met is a finding. */
import 'reflect-metadata';
import { resolve } from 'node:path';
import { projectFolder } from '@kring/platform';
import { askingsFor } from './askings';
import { type BenchDatabase, openDatabase, startDefaultStack, startFloor, startKring } from './house';
import { measureGrowth } from './growth';
import { livePaces, measureLive } from './live';
import { help, type Options, readOptions } from './options';
import { measureProcesses } from './processes';
import { loadNow, machine, sceneGoals, sceneTable, type Section, sectionText, writeSections } from './report';
import { measureSafety } from './safety';
import { scenes } from './scenes';
import { ServerProcess } from './server-process';
import { type Measured, sideBySide } from './side-by-side';
import { tidy } from './seed';
import { full, growing, tinyGrowth } from './sizes';
import { measureStart } from './start';

const began = Date.now();

function say(line: string): void {
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
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
  return {
    name: 'scenes',
    title: 'Five scenes, side by side',
    text: sceneTable(measured),
    goals: sceneGoals(measured),
  };
}

async function run(options: Options): Promise<void> {
  const data = resolve(projectFolder, options.data ?? '.kring/bench');
  const load = loadNow();
  say(`On ${machine()}, load ${load}`);
  const sections: Section[] = [];
  if (['scenes', 'live', 'processes'].some((part) => options.parts.has(part as 'scenes'))) {
    const database = await openDatabase(data, options.size, say);
    const kind = options.isTiny ? 'tiny' : options.size.threads === full.threads ? 'full' : 'quick';
    if (options.parts.has('scenes')) sections.push(await measureScenes(options, database));
    if (options.parts.has('processes')) {
      say('Measuring two processes against one');
      sections.push(await measureProcesses(database, options.size, options.pace));
    }
    if (options.parts.has('live')) sections.push(await measureLive(database, options.size, livePaces[kind], say));
    await database.process.stop();
  }
  if (options.parts.has('growth'))
    sections.push(await measureGrowth(data, options.isTiny ? tinyGrowth : growing, options.pace, say));
  if (options.parts.has('safety')) {
    say('Reading the sample of posts and threads');
    sections.push(await measureSafety(say));
  }
  if (options.parts.has('start')) sections.push(await measureStart(data, say));
  process.stdout.write(`\n${sections.map(sectionText).join('\n\n')}\n`);
  const command = ['npm run bench', ...(options.words ? ['--', options.words] : [])].join(' ');
  const how = `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${machine()}, load ${load} before it.`;
  if (options.report) writeSections(resolve(projectFolder, options.report), sections, how);
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
