import 'reflect-metadata';
import { resolve } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { fixedClock, type Id } from '@kring/kernel';
import { beginFor, Dispatcher, Outbox, projectFolder, type Settings, system, WrongSetting } from '@kring/platform';
import { PhotoFiles } from '@kring/stories';
import { Client } from 'pg';
import { AppModule } from '../../../api/src/app.module';
import { PlainLogger } from '../../../api/src/plain-logger';
import { type DemoContent, readDemoContent } from './demo-content';
import { type DemoFile, DemoFolder, type DemoPerson } from './demo-file';
import { type House, HouseBuilder } from './demo-house';
import { DemoLately } from './demo-lately';
import { DemoPeople, makePassphrase, type Person } from './demo-people';
import { DemoTalk } from './demo-talk';
import { linesFor } from './tell-demo';
import { throwAway } from './throw-away';
import { Timeline } from './timeline';

/**
 * Loads the demo once, through the use cases of the service itself, with a clock that walks through the past days; says
 * how far it is. Does nothing when it is there already. KRING_DEMO=reset throws it away first, as does a load that was
 * cut off; that takes DATABASE_URL ({@link WrongSetting} without). To be called before the api starts in the same process:
 * passport keeps one set of strategies a process, those of the application that was made last.
 */
export async function loadDemo(settings: Settings, say: (line: string) => void, now = new Date()): Promise<void> {
  const folder = folderOf(settings);
  const file = folder.read();
  const half = folder.half();
  const known = file ? organisationsIn(file) : [];
  if (settings.KRING_DEMO === 'no') return;
  if (settings.KRING_DEMO === 'yes' && file && !half && (await allThere(settings, known))) return;
  const content = readDemoContent();
  const old = [...(settings.KRING_DEMO === 'reset' ? known : []), ...(half?.organisationIds ?? [])];
  if (old.length > 0) await clearAway(settings, old, file, say);
  folder.forget();
  folder.forgetHalf();
  say('Loading the demo, once: conversations of the past ten days');
  const from = Date.now();
  const made = await load(settings, folder, content, say, now);
  await settle(settings);
  folder.write(made);
  folder.forgetHalf();
  say(`  loaded in ${((Date.now() - from) / 1000).toFixed(1)} s`);
}

/** Says where to look and how to sign in, and writes the address to `demo.json`. */
export function tellDemo(settings: Settings, url: string, say: (line: string) => void): Promise<void> {
  const folder = folderOf(settings);
  const file = folder.read();
  if (!file) return Promise.resolve();
  const graphql = `${url}/graphql`;
  const current = { ...file, url, graphql };
  if (file.url !== url || file.graphql !== graphql) folder.write(current);
  for (const line of linesFor(current, folder.path)) say(line);
  return Promise.resolve();
}

function folderOf(settings: Settings): DemoFolder {
  return new DemoFolder(resolve(projectFolder, settings.KRING_DATA));
}

function organisationsIn(file: DemoFile): Id[] {
  return [...new Set(file.people.flatMap((one) => one.organisationId ?? []))];
}

/** Whether the organisations are in the database that is used now. */
async function allThere(settings: Settings, organisationIds: readonly Id[]): Promise<boolean> {
  const client = new Client({ connectionString: settings.DATABASE_SERVICE_URL, connectionTimeoutMillis: 4000 });
  await client.connect();
  try {
    await client.query(beginFor(system('steward', null)));
    const found = await client.query('SELECT FROM organisations WHERE organisation_id = ANY ($1)', [organisationIds]);
    return organisationIds.length > 0 && found.rowCount === organisationIds.length;
  } finally {
    await client.end();
  }
}

async function clearAway(
  settings: Settings,
  organisationIds: readonly Id[],
  file: DemoFile | null,
  say: (line: string) => void,
): Promise<void> {
  if (!settings.DATABASE_URL) {
    throw new WrongSetting(
      'DATABASE_URL is missing. Throwing the old demo away needs the login that owns the tables; set it, or start with KRING_DEMO=no.',
    );
  }
  say('Throwing the old demo away');
  const stewards = (file?.people ?? []).filter((one) => one.role === 'STEWARD').map((one) => one.signInName);
  await throwAway(settings.DATABASE_URL, organisationIds, stewards);
  const photos = new PhotoFiles(settings);
  for (const id of organisationIds) await photos.removeAll(id);
}

/**
 * The same settings, with commits that do not wait for the disk: a load that a crash cut off is thrown away and done again,
 * see {@link DemoFolder.half}.
 */
function withoutWaiting(settings: Settings): Settings {
  const url = new URL(settings.DATABASE_SERVICE_URL);
  const options = url.searchParams.get('options');
  url.searchParams.set('options', [options, '-c synchronous_commit=off'].filter(Boolean).join(' '));
  return { ...settings, DATABASE_SERVICE_URL: url.href.replaceAll('+', '%20') };
}

/** All that was committed before is on disk when this returns. */
async function settle(settings: Settings): Promise<void> {
  const client = new Client({ connectionString: settings.DATABASE_SERVICE_URL, connectionTimeoutMillis: 4000 });
  await client.connect();
  try {
    await client.query('SELECT pg_current_xact_id()');
  } finally {
    await client.end();
  }
}

async function load(
  settings: Settings,
  folder: DemoFolder,
  content: DemoContent,
  say: (line: string) => void,
  now: Date,
): Promise<DemoFile> {
  const clock = fixedClock(now);
  const app = await NestFactory.createApplicationContext(
    AppModule.with(withoutWaiting(settings), { behindHttp: false, clock }),
    {
      logger: new PlainLogger(settings.KRING_LOG_LEVEL),
      abortOnError: false,
    },
  );
  try {
    const people = new DemoPeople(app, clock, makePassphrase(content.words.passphraseWords));
    const builder = new HouseBuilder(app, people, content.words, clock, now);
    const houses: House[] = [];
    const begun: Id[] = [];
    for (const plan of content.organisations) {
      const timeline = new Timeline(clock, now);
      const house = await builder.build(plan, timeline, (organisationId) => {
        begun.push(organisationId);
        folder.noteHalf({ organisationIds: begun });
      });
      say(`  ${plan.name}: ${house.groups.size} groups with their people`);
      const told = await talk(app, house, timeline, content);
      say(`  ${plan.name}: ${told} conversations`);
      houses.push(house);
    }
    clock.set(now);
    const steward = await people.steward(content.steward.signInName);
    await people.signOut();
    return fileFor(settings, houses, steward, people.passphrase);
  } finally {
    await app.close();
  }
}

/** Tells all conversations of an organisation; news is delivered after each step, so that reading it happens at its time. */
async function talk(
  app: INestApplicationContext,
  house: House,
  timeline: Timeline,
  content: DemoContent,
): Promise<number> {
  const here = content.conversations.filter((one) => house.groups.has(one.group));
  const talking = new DemoTalk(app, house, timeline, content.words);
  for (const conversation of here) talking.plan(conversation);
  if (house.groups.has(content.lately.group)) new DemoLately(app, house, timeline, content.lately).tell();
  const dispatcher = app.get(Dispatcher);
  let news = false;
  const listening = app.get(Outbox).woken.subscribe(() => (news = true));
  await timeline.play(async () => {
    if (!news) return;
    await dispatcher.drain();
    news = false;
  });
  listening.unsubscribe();
  return here.length;
}

function fileFor(settings: Settings, houses: readonly House[], steward: Person, passphrase: string): DemoFile {
  const describe = (
    role: DemoPerson['role'],
    house: House | null,
    person: Person,
    groups: DemoPerson['groups'],
  ): DemoPerson => ({
    role,
    organisation: house?.plan.name ?? null,
    organisationId: house?.organisationId ?? null,
    groups,
    nickname: person.nickname,
    signInName: person.signInName,
    passphrase,
    oneTimeCodeSecret: person.oneTimeCodeSecret,
  });
  const people = houses.flatMap((house) => {
    const groups = [...house.groups.values()];
    const named = (all: typeof groups): DemoPerson['groups'] =>
      all.map(({ record }) => ({ id: record.id, name: record.name }));
    const members = new Set(
      groups.flatMap(({ plan, members: all }) => plan.members.flatMap(({ nickname }) => all.get(nickname) ?? [])),
    );
    const waiting = groups.flatMap((group) => [...group.waiting.values()]);
    return [
      ...house.plan.staff.flatMap(({ name }) => {
        const one = house.staff.get(name);
        return one ? [describe(one.role, house, one.person, named(groups))] : [];
      }),
      ...[...members].map((person) => {
        const entered = groups.filter((group) => [...group.members.values()].includes(person));
        return describe('MEMBER', house, person, named(entered));
      }),
      ...waiting.map((person) => describe('MEMBER', house, person, [])),
    ];
  });
  const invitations = houses.flatMap((house) =>
    [...house.groups.values()].flatMap(({ record, openCode, personalCode }) => [
      { group: record.name, groupId: record.id, kind: 'OPEN' as const, code: openCode },
      { group: record.name, groupId: record.id, kind: 'PERSONAL' as const, code: personalCode },
    ]),
  );
  return {
    url: settings.publicUrl,
    graphql: `${settings.publicUrl}/graphql`,
    people: [...people, describe('STEWARD', null, steward, [])],
    invitations,
  };
}
