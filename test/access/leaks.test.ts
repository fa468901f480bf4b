import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql';
import { Client } from 'pg';
import { ask, type RunningKring, startKring } from '@kring/testing';
import { mayMeet } from './canaries';
import { type CanaryWorld, canaryWorld } from './canary-world';
import { argumentsBelow, knownIds, slotsOf, typesWithUnknownIds } from './known-ids';
import { fieldsAsked, type Operation, operationsOf } from './operations';
import { marksOf } from './organisation-rows';
import { asReader, type Reader, readersOf } from './readers';
import { Walk } from './walk';

jest.setTimeout(600_000);

/** Without these, somebody would be signed out in the middle of a walk. */
const notWalked = ['signOut'];

describe('what is said in a closed group', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let schema: GraphQLSchema;
  let operations: Operation[];
  let readers: Reader[];
  let admin: Client;
  let walk: Walk;

  beforeAll(async () => {
    // Nobody is called for the crises of this world while the walk compares what was there before and after it.
    kring = await startKring({ KRING_CRISIS_SUPERVISOR_MINUTES: '60', KRING_CRISIS_ON_CALL_MINUTES: '120' });
    world = await canaryWorld(kring);
    schema = kring.app.get(GraphQLSchemaHost).schema;
    operations = operationsOf(schema);
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
    readers = await readersOf(kring, world);
    walk = new Walk(kring, world, schema, () => admin.query('DELETE FROM tries'));
  });
  afterAll(async () => {
    await admin.end();
    await kring.stop();
    process.stdout.write(
      `Walked ${walk.answers} answers: ${walk.places.size} paths × ${readers.length} roles, ${operations.length} operations, ` +
        `${world.canaries.length} canaries.\n`,
    );
  });

  const ofKind = (kind: Operation['kind']): Operation[] =>
    operations.filter((operation) => operation.kind === kind && !notWalked.includes(operation.field));
  const named = (name: string): Reader => {
    const found = readers.find((reader) => reader.name === name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };

  describe('is walked by operations', () => {
    it('that pass by every field there is', () => {
      const there = Object.values(schema.getTypeMap()).flatMap((type) =>
        isObjectType(type) && !type.name.startsWith('__')
          ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
          : [],
      );
      const asked = fieldsAsked(schema, operations);
      expect(there.filter((field) => !asked.has(field))).toEqual([]);
    });

    it('that try something which is there wherever an id or a code is asked for', () => {
      const slots = operations.flatMap((operation) => slotsOf(schema, operation));
      expect(slots.length).toBeGreaterThan(40);
      const known = knownIds(world);
      expect(slots.filter((slot) => known[slot.kind].length === 0)).toEqual([]);
      expect(argumentsBelow(schema)).toEqual([]);
      expect(typesWithUnknownIds(schema, world)).toEqual([]);
    });

    it('would refuse what nobody thought about: an argument, an input, a nested argument, a type with an id', () => {
      const grown = buildSchema(`
        type Query { photo(photoId: ID!): Photo2  letter(code: String!): String }
        type Mutation { move(input: MoveInput!): Boolean }
        type Subscription { caseChanged(caseId: ID!): Boolean }
        input MoveInput { to: PlaceInput! }
        input PlaceInput { drawerId: ID! }
        type Photo2 { id: ID!  size(of: ID!): Int }`);
      const slots = (kind: Operation['kind'], field: string) => () => slotsOf(grown, { kind, field });
      expect(slots('query', 'photo')).toThrow('Query.photo(photoId) takes an id of something that the canary world');
      expect(slots('query', 'letter')).toThrow('Query.letter(code) takes a name of something that the canary world');
      expect(slots('mutation', 'move')).toThrow('PlaceInput.drawerId takes an id of something');
      expect(slots('subscription', 'caseChanged')).toThrow('Subscription.caseChanged(caseId) takes an id of something');
      expect(argumentsBelow(grown)).toEqual(['Photo2.size(of)']);
      expect(typesWithUnknownIds(grown, world)).toEqual(['Photo2']);
    });
  });

  it('is there to be found: each canary can be read by somebody, or is kept from all on purpose', async () => {
    const found = new Set<string>();
    for (const reader of readers.filter((one) => one.may.length > 0)) {
      for (const operation of ofKind('query')) {
        const slots = slotsOf(schema, operation).filter((slot) => !slot.isOptional);
        const known = slots.flatMap((slot) => knownIds(world)[slot.kind].map((one) => one.id));
        for (const id of slots.length > 0 ? known : ['']) {
          const variables = { id, organisationId: id, code: id, first: 50, language: 'nl' };
          const { text } = await ask(kring.url, operation.document, variables, asReader(reader));
          for (const canary of world.canaries) if (text.includes(canary.word)) found.add(canary.word);
        }
      }
    }
    const unread = world.canaries.filter(
      (canary) => canary.audience.length > 0 && !canary.isUnread && !found.has(canary.word),
    );
    expect(unread.map((canary) => canary.place)).toEqual([]);
  });

  it('is answered to nobody whom it does not concern, by any query with anything they may try', async () => {
    expect(await walk.leaks(readers, ofKind('query'))).toEqual([]);
  });

  it('is given to nobody who tries to do something with it, nor told from nothing, and nothing changes', async () => {
    const organisations = [world.organisation.id, world.elsewhere.organisation.id];
    const before = await marksOf(admin, organisations);
    expect(await walk.leaks(readers, ofKind('mutation'))).toEqual([]);
    expect(await marksOf(admin, organisations)).toEqual(before);
  });

  it('shows a photo to those who may read its post, and to nobody else that it is there', async () => {
    const { photo, hiddenPhoto, loosePhoto } = world.ids;
    for (const id of [photo, hiddenPhoto, loosePhoto]) {
      const audience = world.canaries.find((canary) => canary.word === id)?.audience ?? [];
      for (const reader of readers) {
        const headers: Record<string, string> = reader.token ? { authorization: `Bearer ${reader.token}` } : {};
        const look = async (what: string) => {
          const answer = await fetch(`${kring.url}/photos/${what}?size=blur`, { headers });
          return { status: answer.status, said: answer.status === 200 ? '' : await answer.text() };
        };
        const [seen, nothing] = [await look(id), await look(randomUUID())];
        if (mayMeet({ audience }, reader.may)) expect([reader.name, seen.status]).toEqual([reader.name, 200]);
        else expect([reader.name, seen]).toEqual([reader.name, nothing]);
      }
    }
  });

  it('members and organisers steer nothing, whatever they know', async () => {
    const forModerators = ofKind('mutation').filter((operation) => operation.document.includes('InterventionDone'));
    expect(forModerators.length).toBeGreaterThan(8);
    const before = await marksOf(admin, [world.organisation.id]);
    for (const reader of [named('the author'), named('the organiser')]) {
      // As if they might know nothing: then each answer must be the one about nothing.
      const leaks = await walk.leaks([{ ...reader, may: [] }], forModerators);
      expect(leaks.filter((leak) => !leak.includes(' reads '))).toEqual([]);
    }
    expect(await marksOf(admin, [world.organisation.id])).toEqual(before);
  });

  describe('would be found', () => {
    /** Opens something for a while and answers what a reader comes across then. */
    async function leaksWhile(
      open: string,
      close: string,
      reader: Reader,
      queries = ofKind('query'),
    ): Promise<string[]> {
      await admin.query(open);
      try {
        return await walk.leaks([reader], queries);
      } finally {
        await admin.query(close);
      }
    }

    it('when policies have a hole: who reads what, where', async () => {
      const tables = ['groups', 'charters', 'threads', 'posts'];
      const neighbour = named('a member of another group');
      const leaks = await leaksWhile(
        tables.map((table) => `CREATE POLICY hole ON ${table} FOR SELECT USING (true)`).join(';'),
        tables.map((table) => `DROP POLICY hole ON ${table}`).join(';'),
        neighbour,
      );
      for (const place of ['story', 'held reply', 'hidden post', 'title of a held story', 'charter']) {
        expect(leaks).toContainEqual(
          expect.stringMatching(`^a member of another group reads "${place}" by query \\w+ at \\w+\\.`),
        );
      }
      expect(leaks).toContainEqual(
        expect.stringMatching('^a member of another group can tell the thread from nothing'),
      );
      expect(await walk.leaks([neighbour], ofKind('query'))).toEqual([]);
    });
  });
});
