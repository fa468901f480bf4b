import { join } from 'node:path';
import { number, table } from './report';
import { ServerProcess } from './server-process';
import { usageOf, usageOfFamily } from './usage';

const restMs = 3000;

/** How long `npm start` takes when all was made before, and what the service holds when nobody asks for anything. */
export async function measureStart(folder: string, say: (line: string) => void) {
  const words = ['scripts/start.mjs', '--no-demo', '--port', '0', '--data', join(folder, 'start')];
  say('Starting as npm start does, twice');
  const first = await ServerProcess.start('first start', words, {}, /Kring is ready/);
  await first.stop();
  const second = await ServerProcess.start('second start', words, {}, /Kring is ready/);
  await new Promise((resolve) => setTimeout(resolve, restMs));
  const [service, launcher] = [usageOfFamily(second.pid), usageOf(second.pid)];
  await second.stop();
  const memory = ((service?.memory ?? Number.NaN) - (launcher?.memory ?? Number.NaN)) / 2 ** 20;
  const seconds = second.readyAfter / 1000;
  return {
    name: 'start',
    title: 'Start and rest',
    text: table(
      ['what', 'figure'],
      [
        ['second start, to ready', `${number(seconds, 1)} s`],
        ['service and postmaster at rest, resident', `${number(memory)} MiB`],
      ],
    ),
    goals: [{ what: 'second start', goal: 'at most 5 s', figure: `${number(seconds, 1)} s`, isMet: seconds <= 5 }],
  };
}
