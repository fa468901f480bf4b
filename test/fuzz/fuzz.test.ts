import { randomBytes, randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import * as fc from 'fast-check';
import { type RunningKring, startKring, testDatabase, type TestDatabase } from '@kring/testing';
import type { Canary } from '../access/canary-world';
import { freePort, ServiceProcess } from '../faults/service-process';
import { Choices } from './choices';
import { FuzzWorld } from './fuzz-world';
import { Generator, type Made } from './generate';
import { judge } from './judge';
import { talk } from './talk';

/**
 * `npm run test:fuzz` sends a bounded number of generated operations; `FUZZ_OPERATIONS=100000 npm run test:fuzz` as many
 * as one wants. `FUZZ_SEED` repeats the choices of an earlier run, whose seed is printed.
 */
const operations = Number(process.env['FUZZ_OPERATIONS'] ?? 2000);
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 30));
/** People leave, threads close, posts go: after so many operations they do it in a new world. */
const perWorld = 6000;
/** Smaller operations that are tried after one that failed. */
const mostShrinks = 400;
/** Operations under way at the same time. */
const lanes = 4;
/** A field that chance passed over is sent these many operations of its own, up to so many times. */
const perTry = 40;
const mostTries = 10;

jest.setTimeout(Math.max(240_000, operations * 60));

interface Fault {
  readonly what: string;
  readonly told: string;
}

describe('generated operations', () => {
  let database: TestDatabase;
  let house: RunningKring;
  let service: ServiceProcess;
  let generator: Generator;
  const ended = new Map<string, number>();
  const reached = new Set<string>();
  /** Canaries of worlds that are over. */
  let earlier: readonly Canary[] = [];
  let sent = 0;
  let valid = 0;

  beforeAll(async () => {
    database = await testDatabase();
    const environment = {
      KRING_SECRET: randomBytes(32).toString('hex'),
      KRING_PROFILE: 'production',
      KRING_LOG_LEVEL: 'warn',
      KRING_DATA: join(tmpdir(), 'kring-fuzz-keeps-nothing'),
      KRING_SIGN_IN_TRIES: '1000000',
      KRING_CODE_TRIES: '1000000',
      KRING_ADDRESS_TRIES: '1000000',
      DATABASE_URL: database.ownerUrl,
      DATABASE_SERVICE_URL: database.serviceUrl,
    };
    house = await startKring({ ...environment, KRING_ROLE: 'api' }, undefined, database);
    generator = new Generator(house.app.get(GraphQLSchemaHost).schema);
    service = new ServiceProcess(environment, await freePort());
    await service.start();
  });
  afterAll(async () => {
    await service.stop();
    await house.stop();
    await database.drop();
  });

  /** Sends operations until one fails; the smallest that fails then. `only` is the one field to send, by its place. */
  async function send(world: FuzzWorld, pieceSeed: number, count: number, only?: number): Promise<Fault | null> {
    const operation = fc.record({
      person: fc.nat({ max: 10_000 }),
      root: only === undefined ? fc.nat({ max: 10_000 }) : fc.constant(only),
      choices: fc.array(fc.nat({ max: 599 }), { maxLength: 250, size: 'max' }),
    });
    let last: Fault | null = null;
    let shrinks = 0;
    const outcome = await fc.check(
      fc.asyncProperty(operation, async ({ person, root, choices }) => {
        if (shrinks > mostShrinks) return true;
        const someone = world.people[person % world.people.length];
        if (!someone) return true;
        const made = generator.make(root, new Choices(choices), world);
        const overSocket = made.kind === 'subscription' || choices[0] === 599;
        const heard = await talk(service.url, someone.token, made, overSocket);
        const verdict = judge(heard);
        const faults = [...verdict.faults, ...(await world.leaksIn(heard.text, wordsOf(made), someone))];
        if (shrinks > 0) shrinks += 1;
        else {
          sent += 1;
          valid += verdict.valid ? 1 : 0;
          if (verdict.valid) reached.add(`${made.kind} ${made.field}`);
          ended.set(verdict.ended, (ended.get(verdict.ended) ?? 0) + 1);
        }
        if (verdict.valid) world.learn(heard.text);
        await world.keepAlive(made.field);
        if (faults.length === 0) return true;
        shrinks = Math.max(shrinks, 1);
        last = {
          what: `${made.kind} ${made.field}: ${faults.join('; ')}`,
          told: [
            `${someone.name} sends`,
            made.document,
            JSON.stringify(made.variables).slice(0, 2000),
            `and hears ${heard.status} ${heard.text.slice(0, 1000)}`,
          ].join('\n'),
        };
        return false;
      }),
      { seed: pieceSeed, numRuns: count },
    );
    if (outcome.failed && !last) throw outcome.errorInstance;
    return last;
  }

  it(`are all answered in the service's own words, and tell nobody what is not theirs (FUZZ_SEED=${seed})`, async () => {
    process.stdout.write(`FUZZ_SEED=${seed} FUZZ_OPERATIONS=${operations}\n`);
    const faults = new Map<string, string>();
    for (let done = 0, piece = seed; done < operations; done += perWorld) {
      const world = await FuzzWorld.make({ ...house, url: service.url }, earlier);
      const count = Math.ceil(Math.min(perWorld, operations - done) / lanes);
      const seeds = Array.from({ length: lanes }, () => piece++);
      const found = await Promise.all(
        seeds.map(async (pieceSeed) => {
          const fault = await send(world, pieceSeed, count);
          return fault && { ...fault, told: `FUZZ_SEED=${pieceSeed} FUZZ_OPERATIONS=${count * lanes}\n${fault.told}` };
        }),
      );
      for (const fault of found) if (fault) faults.set(fault.what, fault.told);
      earlier = world.toldSoFar;
      await world.close();
      expect(service.runs).toBe(true);
    }
    process.stdout.write(report());
    const told = [...faults].map(([what, how]) => `${what}\n${how}`).join('\n\n');
    expect(told).toBe('');
    expect(service.output.split('\n').filter((line) => line.startsWith('{'))).toEqual([]);
  });

  it('reach the code behind every query, mutation and subscription', async () => {
    expect(valid / sent).toBeGreaterThan(0.3);
    const passedOver = generator.names.filter((name) => !reached.has(name));
    const world = await FuzzWorld.make({ ...house, url: service.url }, earlier);
    for (const name of passedOver) {
      for (let tries = 0; tries < mostTries && !reached.has(name); tries += 1)
        expect(await send(world, seed + tries, perTry, generator.names.indexOf(name))).toBeNull();
    }
    await world.close();
    expect(generator.names.filter((name) => !reached.has(name))).toEqual([]);
  });

  function report(): string {
    const lines = [...ended].sort((a, b) => b[1] - a[1]).map(([how, count]) => `  ${String(count).padStart(7)} ${how}`);
    return `${sent} operations, ${valid} of them valid, over ${reached.size} of ${generator.names.length} fields:\n${lines.join('\n')}\n`;
  }
});

/** What a person said, where a refusal could repeat it. */
function wordsOf(made: Made): string {
  return `${made.document} ${JSON.stringify(made.variables)}`;
}
