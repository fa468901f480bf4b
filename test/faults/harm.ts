import { setTimeout as pause } from 'node:timers/promises';
import type { Bridge } from '@kring/testing';
import type { DatabaseProcess } from './database-process';
import type { Dice } from './dice';
import type { Keeper } from './keeper';

/** One process of the service, what keeps it running, and its way to the database. */
export interface Part {
  readonly name: string;
  readonly keeper: Keeper;
  readonly bridge: Bridge;
}

/** Everything that can be harmed. */
export interface Field {
  readonly database: DatabaseProcess;
  readonly parts: readonly Part[];
  readonly dice: Dice;
}

/** Does harm, holds it for as long as it takes, and undoes what can be undone. */
type Harm = (field: Field) => Promise<void>;

const apis = ({ parts }: Field): readonly Part[] => parts.filter(({ name }) => name !== 'worker');
const workers = ({ parts }: Field): readonly Part[] => parts.filter(({ name }) => name === 'worker');

async function stopped({ dice }: Field, send: (signal: 'SIGSTOP' | 'SIGCONT') => void): Promise<void> {
  send('SIGSTOP');
  try {
    await pause(dice.between(300, 2500));
  } finally {
    send('SIGCONT');
  }
}

function stoppedParts(field: Field, parts: readonly Part[]): Promise<void> {
  return stopped(field, (signal) => parts.forEach((part) => part.keeper.service.signal(signal)));
}

function killed({ dice }: Field, parts: readonly Part[]): Promise<void> {
  dice.one(parts).keeper.kill();
  return pause(dice.between(0, 300));
}

/** What can happen, each as likely as the others. */
export const harms: Readonly<Record<string, Harm>> = {
  'kill -9 api': (field) => killed(field, apis(field)),
  'kill -9 worker': (field) => killed(field, workers(field)),
  'kill -9 all of the service': ({ parts }) => Promise.resolve(parts.forEach((part) => part.keeper.kill())),
  'kill -9 PostgreSQL': ({ database }) => Promise.resolve(database.kill()),
  'kill -9 one backend': async ({ database, dice }) => {
    const { backends } = database;
    if (backends.length > 0) database.signal('SIGKILL', [dice.one(backends)]);
    return Promise.resolve();
  },
  'stop api': (field) => stoppedParts(field, [field.dice.one(apis(field))]),
  'stop worker': (field) => stoppedParts(field, workers(field)),
  'stop PostgreSQL': (field) => {
    const { processes } = field.database;
    return stopped(field, (signal) => field.database.signal(signal, processes));
  },
  'stop one backend': async (field) => {
    const { backends } = field.database;
    if (backends.length === 0) return;
    const one = [field.dice.one(backends)];
    await stopped(field, (signal) => field.database.signal(signal, one));
  },
  'cut connections': async ({ parts, dice }) => {
    const { bridge } = dice.one(parts);
    bridge.cut();
    await pause(dice.between(0, 200));
    bridge.cut();
  },
  'no way to the database': async ({ parts, dice }) => {
    const { bridge } = dice.one(parts);
    await bridge.close();
    await pause(dice.between(300, 2500));
    await bridge.build();
  },
  'slow connections': async ({ parts, dice }) => {
    const { bridge } = dice.one(parts);
    bridge.delayMs = dice.between(20, 150);
    await pause(dice.between(500, 2000));
    bridge.heal();
  },
  'half-open connections': async ({ parts, dice }) => {
    const { bridge } = dice.one(parts);
    // They stay dead: the service has to find that out.
    bridge.strand();
    await pause(dice.between(0, 500));
  },
  'half an answer': async ({ parts, dice }) => {
    const { bridge } = dice.one(parts);
    for (let times = dice.between(1, 4); times > 0; times -= 1) {
      bridge.truncateNext = true;
      await pause(dice.between(50, 300));
    }
    bridge.heal();
  },
  'wrong clock': ({ parts, dice }) => {
    dice.one(parts).keeper.setClock(dice.between(-10, 10) * 60_000);
    return pause(dice.between(200, 800));
  },
};

/** Only where the database has a disk of its own. */
export const fullDisk: Harm = async ({ database, dice }) => {
  database.disk?.fill();
  try {
    await pause(dice.between(500, 2500));
  } finally {
    database.disk?.free();
  }
};
