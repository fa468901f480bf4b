import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, type GraphQLSchema, isObjectType } from 'graphql';
import { Client } from 'pg';
import { ask, reply, type RunningKring, startKring } from '@kring/testing';
import { act } from './act';
import { type CanaryWorld, canaryWorld } from './canary-world';
import { type Kind, type Known, knownIds, mayKnow, slotsOf } from './known-ids';
import { type Operation, operationsOf } from './operations';
import { asReader, leaksIn, type Reader, readersOf } from './readers';

jest.setTimeout(240_000);

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
}

/** A query whose answer comes in pages, here or one field below. */
interface PagedQuery {
  readonly root: string;
  readonly below: string | null;
  readonly document: string;
}

describe('what happens out of sight', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let schema: GraphQLSchema;
  let queries: Operation[];
  let readers: Reader[];
  let admin: Client;

  beforeAll(async () => {
    kring = await startKring();
    world = await canaryWorld(kring);
    schema = kring.app.get(GraphQLSchemaHost).schema;
    queries = operationsOf(schema).filter(
      (operation) => operation.kind === 'query' && operation.field !== 'nicknameSuggestions',
    );
    readers = await readersOf(kring, world);
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await kring.stop();
  });

  /** All that somebody is answered about what they may know, by operation and id. */
  async function allSeenBy(reader: Reader): Promise<Map<string, string>> {
    const seen = new Map<string, string>();
    for (const operation of queries) {
      const slots = slotsOf(schema, operation).filter((slot) => !slot.isOptional);
      const ids = slots.flatMap((slot) => knownIds(world)[slot.kind].filter((one) => mayKnow(one, reader.may)));
      for (const id of slots.length > 0 ? ids.map((one) => one.id) : ['']) {
        const variables = { id, organisationId: id, code: id, first: 50 };
        const { text } = await ask(kring.url, operation.document, variables, asReader(reader));
        // When somebody last did something is theirs to see, and moves by itself.
        seen.set(`${operation.field} ${id}`, text.replace(/"(?:lastUsedAt|expiresAt)":"[^"]*"/g, ''));
      }
    }
    return seen;
  }

  it('changes no answer, no count and no moment for anybody whom it does not concern', async () => {
    const others = readers.filter(
      (reader) =>
        reader.token && !['author', 'moderators'].some((audience) => (reader.may as string[]).includes(audience)),
    );
    expect(others.length).toBeGreaterThan(12);
    const before = new Map<string, Map<string, string>>();
    await admin.query(`UPDATE threads SET paused_until = NULL, explanation = NULL WHERE id = $1`, [world.ids.thread]);
    for (const reader of others) before.set(reader.name, await allSeenBy(reader));
    const held = await reply(
      kring,
      world.author,
      world.ids.thread,
      'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.',
    );
    expect(held.post?.state).toBe('HELD');
    await act(kring, world.author, 'editPost', {
      postId: held.post?.id,
      text: 'Ik ga er vannacht een einde aan maken.',
    });
    await act(kring, world.peer, 'flag', {
      clientKey: randomUUID(),
      threadId: world.ids.thread,
      reason: 'OTHER',
      note: 'Kijk.',
    });
    await kring.settle();
    const { rows } = await admin.query<{ id: string }>(
      `SELECT id FROM review_items WHERE thread_id = $1 AND kind = 'THREAD' AND state <> 'RESOLVED'`,
      [world.ids.thread],
    );
    await act(kring, world.moderator, 'claimReviewItem', { id: rows[0]?.id });
    await kring.settle();

    const told: string[] = [];
    for (const reader of others) {
      const now = await allSeenBy(reader);
      for (const [what, text] of before.get(reader.name) ?? []) {
        if (now.get(what) !== text) told.push(`${reader.name} sees that something happened by ${what}`);
      }
    }
    expect(told).toEqual([]);
    // And it did happen: its author sees it.
    const author = await allSeenBy(readers.find((reader) => reader.name === 'the author') as Reader);
    expect([...author.values()].join('')).toContain(held.post?.id ?? 'no post');
  });

  it('is not read by cursors of others, nor told from a place where nothing is', async () => {
    const roots = schema.getQueryType()?.getFields() ?? {};
    const isPaged = (field: { readonly args: readonly { readonly name: string }[] }) =>
      field.args.some((arg) => arg.name === 'after');
    const page = `{ edges { cursor node { id } } pageInfo { hasNextPage endCursor } }`;
    const walked = new Set<string>();
    const documents = Object.values(roots).flatMap((root): PagedQuery[] => {
      const id = root.args.find((arg) => arg.type.toString() === 'ID!')?.name;
      if (!id) return [];
      if (isPaged(root)) {
        walked.add(`Query.${root.name}`);
        return [
          {
            root: root.name,
            below: null,
            document: `query ($id: ID!, $after: String) { ${root.name}(${id}: $id, first: 50, after: $after) ${page} }`,
          },
        ];
      }
      const type = getNamedType(root.type);
      return (isObjectType(type) ? Object.values(type.getFields()) : []).filter(isPaged).map((field) => {
        walked.add(`${type.name}.${field.name}`);
        return {
          root: root.name,
          below: field.name,
          document: `query ($id: ID!, $after: String) { ${root.name}(${id}: $id) { ${field.name}(first: 50, after: $after) ${page} } }`,
        };
      });
    });
    const paged = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter(isPaged)
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect([...walked].sort()).toEqual(paged.sort());

    const all = knownIds(world);
    const kindOf: Readonly<Record<string, Kind>> = { group: 'group', thread: 'thread', reviewItems: 'organisation' };
    const knownAt = (root: string): readonly Known[] => {
      const kind = kindOf[root];
      if (!kind) throw new Error(`say what ${root} is asked about`);
      return all[kind];
    };
    const cursors = new Map<string, string>();
    for (const reader of readers.filter((one) => one.may.length > 0)) {
      for (const { document, root, below } of documents) {
        for (const { id } of knownAt(root)) {
          const { data } = await ask<Record<string, (Page & Record<string, Page>) | null>>(
            kring.url,
            document,
            { id, after: null },
            asReader(reader),
          );
          const found = below ? data?.[root]?.[below] : data?.[root];
          for (const { cursor, node } of found?.edges ?? []) cursors.set(cursor, node.id);
        }
      }
    }
    expect(cursors.size).toBeGreaterThan(15);
    const told: string[] = [];
    for (const reader of readers) {
      for (const [cursor, nodeId] of cursors) {
        const canary = world.canaries.find((one) => one.word === nodeId);
        if (!canary || canary.audience.some((audience) => reader.may.includes(audience))) continue;
        const elsewhere = Buffer.from(
          Buffer.from(cursor, 'base64url').toString('utf8').replace(nodeId, randomUUID()),
          'utf8',
        ).toString('base64url');
        for (const { document, root } of documents) {
          for (const { id } of knownAt(root)
            .filter((one) => mayKnow(one, reader.may))
            .slice(0, 1)) {
            const answer = await ask(kring.url, document, { id, after: cursor }, asReader(reader));
            const none = await ask(kring.url, document, { id, after: elsewhere }, asReader(reader));
            for (const leak of leaksIn(world, answer.text, reader))
              told.push(`${reader.name} reads "${leak.place}" by a cursor of ${root}`);
            if (answer.text !== none.text) told.push(`${reader.name} can tell ${canary.place} by a cursor of ${root}`);
          }
        }
      }
    }
    expect([...new Set(told)]).toEqual([]);
  });

  it('is not told by any plain path: what is there answers like what is not, whoever asks', async () => {
    const paths = (id: string): string[] => [
      ...['/', '/live', '/ready', '/join', '/staff/join'].map((path) => `${path}?id=${id}`),
      ...['group', 'groups', 'thread', 'threads', 'post', 'photos', 'desk', 'queue', 'organisation', 'join'].map(
        (place) => `/${place}/${id}`,
      ),
    ];
    const told = async (path: string, id: string, token: string): Promise<string> => {
      const headers = token ? { authorization: `Bearer ${token}`, cookie: `__Host-kring=${token}` } : {};
      const answer = await fetch(`${kring.url}${path}`, { headers, redirect: 'manual' });
      const kept: [string, string][] = [];
      answer.headers.forEach((value, name) => {
        if (!['date', 'keep-alive'].includes(name)) kept.push([name, value]);
      });
      return JSON.stringify([answer.status, kept, await answer.text()]).replaceAll(id, 'ID');
    };
    const nothing = randomUUID();
    const asked = [world.ids.group, world.ids.thread, world.ids.heldThread, world.ids.post, world.elsewhere.ids.thread];
    for (const token of ['', world.peer.token, world.moderator.token, world.elsewhere.member.token]) {
      for (const id of asked) {
        for (const [place, path] of paths(id).entries()) {
          const known = await told(path, id, token);
          expect([path, known]).toEqual([path, await told(paths(nothing)[place] ?? '', nothing, token)]);
          const words = world.canaries.filter(
            (canary) => !canary.place.startsWith('id of') && known.includes(canary.word),
          );
          expect(words.map((canary) => canary.place)).toEqual([]);
        }
      }
    }
  });
});
