import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Client } from 'pg';
import { type Actor, beginFor } from '@kring/platform';
import { Sessions } from '@kring/identity';
import {
  ask,
  foundOrganisation,
  type Group,
  hire,
  invite,
  join,
  makeGroup,
  type Organisation,
  type Person,
  reply,
  type RunningKring,
  startKring,
  tell,
} from '@kring/testing';
import { tenantTables } from '../database/catalogue';
import { act } from './act';
import { type Operation, operationsOf } from './operations';

jest.setTimeout(120_000);

/** A group with somebody in it who looks around, and a thread in which the person of these tests says something. */
interface Place {
  readonly group: Group;
  readonly looker: Person;
  readonly threadId: string;
}

/** The same value in two groups, and where it stands in each. */
interface Link {
  readonly value: string;
  readonly here: string;
  readonly there: string;
}

describe('one person in two groups', () => {
  let kring: RunningKring;
  let admin: Client;
  let service: Client;
  let organisation: Organisation;
  let moderator: Person;
  let inBoth: Person;
  let person: Person;
  let places: readonly [one: Place, other: Place, without: Place];
  let queries: Operation[];

  beforeAll(async () => {
    kring = await startKring();
    admin = new Client({ connectionString: kring.database.adminUrl });
    service = new Client({ connectionString: kring.database.serviceUrl });
    await Promise.all([admin.connect(), service.connect()]);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    const make = async (name: string): Promise<Place> => {
      const group = await makeGroup(kring, organisation, name);
      const looker = await join(kring, organisation, group);
      const told = await tell(kring, looker, group, `Over ${name}`, `Hoe het hier gaat in ${name}.`);
      return { group, looker, threadId: told.post.thread.id };
    };
    places = [await make('De Luwte'), await make('De Ander'), await make('De Derde')];
    person = await join(kring, organisation, places[0].group, { nickname: 'Stille Vos' });
    inBoth = await join(kring, organisation, places[0].group, { nickname: 'Grote Beuk' });
    await enter(person, places[1].group, 'Kleine Uil');
    await enter(inBoth, places[1].group, 'Verre Ster');
    const other = await join(kring, organisation, places[2].group, { nickname: 'Warme Egel' });
    // Everybody but the person has a drawing that nobody else has, so that likeness by chance says nothing here.
    await admin.query(
      `UPDATE memberships SET avatar = 'merel:' || id WHERE nickname NOT IN ('Stille Vos', 'Kleine Uil')`,
    );
    for (const [turn, { group, threadId, looker }] of places.entries()) {
      const who = turn === 2 ? other : person;
      const said = await reply(kring, who, threadId, `Dit zeg ik hier, ${turn}.`);
      await act(kring, who, 'editPost', { postId: said.post?.id, text: `Dit zeg ik hier liever, ${turn}.` });
      await act(kring, looker, 'react', { postId: said.post?.id, kind: 'HEART', on: true });
      await tell(kring, who, group, `Mijn eigen verhaal ${turn}`, `Zo gaat het met mij, ${turn}.`);
    }
    await kring.settle();
    queries = operationsOf(kring.app.get(GraphQLSchemaHost).schema).filter((one) => one.kind === 'query');
  });
  afterAll(async () => {
    await Promise.all([admin.end(), service.end()]);
    await kring.stop();
  });

  async function enter(who: Person, group: Group, nickname: string): Promise<void> {
    const code = await invite(kring, organisation, group, 'PERSONAL');
    await act(kring, who, 'joinAnotherGroup', { clientKey: randomUUID(), code, nickname, acceptedCharterVersion: 1 });
  }

  /** Values that somebody could compare, with where they stand: as they are, and what is inside of ids and cursors. */
  function* valuesIn(value: unknown, path: string): Generator<[value: string, path: string]> {
    if (typeof value === 'object' && value !== null) {
      for (const [key, below] of Object.entries(value))
        yield* valuesIn(below, /^\d+$/.test(key) ? `${path}[]` : `${path}.${key}`);
      return;
    }
    // Small numbers and shares are alike by chance, and say as little.
    if (typeof value !== 'string' && !(typeof value === 'number' && Number.isInteger(value) && value > 999)) return;
    const text = String(value);
    yield [text, path];
    const inside = Buffer.from(text, 'base64url').toString('utf8');
    const id =
      /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ??
      /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(inside)?.[0];
    // The first 48 bits of an id are the millisecond in which it was made.
    if (id) yield [`ms ${Number.parseInt(id.replace('-', '').slice(0, 12), 16)}`, path];
    if (id && id !== text) yield [id, path];
    if (/^\d{4}-\d\d-\d\d[T ]/.test(text)) yield [`ms ${new Date(text).getTime()}`, path];
  }

  /** Everything that a reader is answered about one group. */
  async function seenOf(place: Place, reader: Person): Promise<Map<string, string>> {
    const seen = new Map<string, string>();
    for (const id of [place.group.id, place.threadId]) {
      for (const operation of queries.filter((one) => ['group', 'thread'].includes(one.field))) {
        const { data } = await ask(kring.url, operation.document, { id }, reader);
        for (const [value, path] of valuesIn(data, '')) seen.set(value, path);
      }
    }
    return seen;
  }

  /** Everything that the tables show somebody of one group. */
  async function storedOf(place: Place, reader: Person): Promise<Map<string, string>> {
    const actor: Actor | null = await kring.app.get(Sessions).check(reader.token);
    if (!actor) throw new Error('this session should be good');
    const seen = new Map<string, string>();
    await service.query(beginFor(actor));
    try {
      for (const table of await tenantTables(admin)) {
        const { rows } = await service.query<{ row: Record<string, unknown> }>(
          `SELECT to_jsonb(t) AS row FROM ${table} t`,
        );
        const ofPlace = rows.filter(({ row }) => !('group_id' in row) || row['group_id'] === place.group.id);
        for (const { row } of ofPlace) for (const [value, path] of valuesIn(row, table)) seen.set(value, path);
      }
    } finally {
      await service.query('ROLLBACK');
    }
    return seen;
  }

  /** What stands in both and not in a group without the person, which has everything else in common with them. */
  function linksIn(here: Map<string, string>, there: Map<string, string>, without: Map<string, string>): Link[] {
    return [...here]
      .filter(([value]) => there.has(value) && !without.has(value))
      .map(([value, path]) => ({ value, here: path, there: there.get(value) ?? '' }));
  }

  const [one, other, without] = [() => places[0], () => places[1], () => places[2]];
  const lookers = async (look: typeof seenOf): Promise<Link[]> =>
    linksIn(
      await look(one(), one().looker),
      await look(other(), other().looker),
      await look(without(), without().looker),
    );

  it('is told apart from nobody by what their peers are answered, put together', async () => {
    const seen = await seenOf(one(), one().looker);
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['Stille Vos', 'Dit zeg ik hier liever, 0.']));
    expect([...(await seenOf(other(), other().looker)).keys()]).toContain('Kleine Uil');
    expect(await lookers(seenOf)).toEqual([]);
  });

  it('is not linked by what the tables show their peers, put together', async () => {
    expect(await lookers(storedOf)).toEqual([]);
  });

  it('is not linked by what somebody in both groups, or a moderator, is answered about them', async () => {
    const ofBoth = linksIn(
      await seenOf(one(), inBoth),
      await seenOf(other(), inBoth),
      await seenOf(without(), without().looker),
    );
    expect(ofBoth).toEqual([]);
    const ofStaff = linksIn(
      await seenOf(one(), moderator),
      await seenOf(other(), moderator),
      await seenOf(without(), moderator),
    );
    expect(ofStaff).toEqual([]);
  });

  it('is nobody at all to an outsider', async () => {
    const outsider = { ...person, token: '' };
    for (const place of places) expect([...(await seenOf(place, outsider)).keys()]).toEqual([]);
  });

  it.each([
    [
      'the same drawing',
      `UPDATE memberships SET avatar = 'vos:goud' WHERE nickname IN ('Stille Vos', 'Kleine Uil')`,
      /author\.avatar$/,
    ],
    [
      'the same millisecond',
      `UPDATE posts SET created_at = '2026-01-02T03:04:05.678Z' WHERE text IN ('Dit zeg ik hier liever, 0.', 'Dit zeg ik hier liever, 1.')`,
      /createdAt$|cursor$/,
    ],
    [
      'the same name',
      `UPDATE memberships SET nickname = 'Oude Bekende' WHERE nickname IN ('Stille Vos', 'Kleine Uil')`,
      /author\.nickname$/,
    ],
  ])('would be found: %s in both', async (_what, statement, where) => {
    const { rows } = await admin.query<{ id: string; avatar: string; nickname: string }>(
      'SELECT id, avatar, nickname FROM memberships',
    );
    await admin.query(statement);
    try {
      expect((await lookers(seenOf)).map((link) => link.here)).toContainEqual(expect.stringMatching(where));
    } finally {
      for (const row of rows)
        await admin.query('UPDATE memberships SET avatar = $2, nickname = $3 WHERE id = $1', [
          row.id,
          row.avatar,
          row.nickname,
        ]);
    }
  });
});
