import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  Lexer,
  parse,
  print,
  separateOperations,
  Source,
  TokenKind,
} from 'graphql';
import { projectFolder } from '@kring/platform';
import {
  ask,
  foundOrganisation,
  type Group,
  join as joinGroup,
  listen,
  makeGroup,
  type Member,
  type Organisation,
  type RunningKring,
  startKring,
} from '@kring/testing';
import { OperationMeter } from '../../apps/api/src/limits/measure-operation';
import { beyondLimits } from '../../apps/api/src/limits/operation-limits';
import { attacks } from './attacks';

jest.setTimeout(120_000);

let kring: RunningKring;
let schema: GraphQLSchema;
let organisation: Organisation;
let group: Group;
let member: Member;

beforeAll(async () => {
  kring = await startKring({ KRING_PROFILE: 'production', KRING_OPERATION_COST: '' });
  schema = kring.app.get(GraphQLSchemaHost).schema;
  organisation = await foundOrganisation(kring, 'Huis Linde');
  group = await makeGroup(kring, organisation, 'De Luwte');
  member = await joinGroup(kring, organisation, group);
});
afterAll(() => kring.stop());

const times = (count: number, one: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => one(number)).join(' ');

interface Sent {
  readonly query: string;
  readonly variables?: unknown;
}

function post(sent: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${kring.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(sent),
  });
}

interface Told {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Nested inline fragments with exactly so many words and signs in them. */
function filler(tokens: number): string {
  if (tokens <= 10) return times(tokens, () => 'name');
  const share = Math.max(4, Math.ceil((tokens - 3) / 9));
  const parts: string[] = [];
  let left = tokens;
  while (left >= 4 && parts.length < 10) {
    const part = Math.min(left, share);
    parts.push(`... { ${filler(part - 3)} }`);
    left -= part;
  }
  return `${parts.join(' ')} ${times(left, () => 'name')}`;
}

const deep = (depth: number): string =>
  `{ viewer { memberships { group { threads { edges { node { ${times(depth - 7, (number) => `${number % 2 ? 'thread' : 'opener'} {`)} id ${'}'.repeat(depth - 7)} } } } } } } }`;
const fragments = (count: number): string =>
  `{ helplines { ${times(3, (part) => `... @include(if: true) { ${times(Math.floor(count / 3) + (part < count % 3 ? 1 : 0), (number) => `...f${part}x${number}`)} }`)} } } ${times(3, (part) => times(Math.floor(count / 3) + (part < count % 3 ? 1 : 0), (number) => `fragment f${part}x${number} on Helpline { name }`))}`;
const signIns = (count: number): string =>
  `mutation { ${times(count, (number) => `a${number}: signIn(input: { signInName: "niemand hier", passphrase: "een heel andere zin" }) { __typename }`)} }`;
const full = (leaves: number, first: string): string =>
  `query ${first === '$first' ? '($first: Int)' : ''} { group(id: "x") { threads(first: ${first}) { edges { node { posts(first: ${first}) { edges { node { ${times(leaves, (number) => `a${number}: id`)} } } } } } } } }`;
const notes = (count: number) => ({
  query: 'mutation ($input: ReplyInput!) { reply(input: $input) { __typename } }',
  variables: { input: { clientKey: 'x', threadId: 'x', text: 'x', contentNotes: Array<string>(count).fill('x') } },
});
const nested = (depth: number): unknown => (depth === 0 ? 'x' : { x: nested(depth - 1) });

/** What goes just as far as it may, and one step further. */
const limits: readonly (readonly [name: string, limit: string, most: number, (count: number) => Sent])[] = [
  ['words and signs', 'tokens', 2000, (count) => ({ query: `{ helplines { ${filler(count - 5)} } }` })],
  ['fields below each other', 'depth', 15, (count) => ({ query: deep(count) })],
  ['aliases', 'aliases', 30, (count) => ({ query: `{ helplines { ${times(count, (n) => `a${n}: name`)} } }` })],
  [
    'aliases of __typename',
    'aliases',
    30,
    (count) => ({ query: `{ helplines { ${times(count, (n) => `a${n}: __typename`)} } }` }),
  ],
  [
    'aliases in a fragment that is used twice',
    'aliases',
    30,
    (count) => ({
      query: `{ a: helplines { ...f } b: helplines { ...f ${times(count - 28, (n) => `b${n}: name`)} } } fragment f on Helpline { ${times(13, (n) => `a${n}: name`)} }`,
    }),
  ],
  [
    'directives',
    'directives',
    8,
    (count) => ({ query: `{ helplines { ${times(count, (n) => `a${n}: name @include(if: true)`)} } }` }),
  ],
  [
    'directives on uses of one fragment',
    'directives',
    8,
    (count) => ({
      query: `{ helplines { ${times(count, () => '...f @include(if: true)')} } } fragment f on Helpline { name }`,
    }),
  ],
  ['fragments', 'fragments', 30, (count) => ({ query: fragments(count) })],
  ['the same field', 'repeats', 10, (count) => ({ query: `{ helplines { ${times(count, () => 'name')} } }` })],
  [
    'the same fragment',
    'repeats',
    10,
    (count) => ({ query: `{ helplines { ${times(count, () => '...f')} } } fragment f on Helpline { name }` }),
  ],
  ['things asked for', 'roots', 10, (count) => ({ query: `{ ${times(count, (n) => `a${n}: helplines { name }`)} }` })],
  ['things done', 'roots', 3, (count) => ({ query: signIns(count) })],
  [
    'things done by way of a fragment',
    'roots',
    3,
    (count) => ({
      query: `mutation { ${times(count, () => '...f')} } fragment f on Mutation { signOut }`,
    }),
  ],
  ['fields in the answer', 'cost', 8, (count) => ({ query: full(count, '50') })],
  [
    'fields in the answer, with the page size in a variable',
    'cost',
    8,
    (count) => ({ query: full(count, '$first'), variables: { first: 1 } }),
  ],
  ['members of a list', 'list', 100, notes],
  [
    'members of a list that is written out',
    'list',
    100,
    (count) => ({
      query: `mutation { reply(input: { clientKey: "x", threadId: "x", text: "x", contentNotes: [${times(count, () => '"x"')}] }) { __typename } }`,
    }),
  ],
  [
    'members of an object',
    'list',
    100,
    (count) => ({
      query: '{ __typename }',
      variables: Object.fromEntries(Array.from({ length: count }, (_, n) => [`v${n}`, 1])),
    }),
  ],
  [
    'characters',
    'text',
    100_000,
    (count) => ({
      query: 'query ($x: String!) { invitation(code: $x) { groupName } }',
      variables: { x: 'x'.repeat(count) },
    }),
  ],
  [
    'characters that are written out',
    'text',
    100_000,
    (count) => ({ query: `{ invitation(code: "${'x'.repeat(count)}") { groupName } }` }),
  ],
  ['levels in what is sent along', 'nesting', 8, (count) => ({ query: '{ __typename }', variables: nested(count) })],
];

describe('an operation', () => {
  it.each(limits)('may have just so many %s (%s), and one more is refused', async (_name, limit, most, make) => {
    const within = await post(make(most));
    const answer = (await within.json()) as Told;
    expect([within.status, answer.errors?.map((error) => error.extensions['code']) ?? []]).toEqual([200, []]);

    const sent = make(most + 1);
    const beyond = await post(sent);
    const refused = (await beyond.json()) as Told;
    expect(beyond.status).toBe(200);
    expect(refused.data ?? null).toBeNull();
    expect(refused.errors).toHaveLength(1);
    const [error] = refused.errors ?? [];
    expect(error?.extensions).toEqual({ code: 'OPERATION_TOO_LARGE', limit, most: limit === 'cost' ? 25_000 : most });
    expect(error?.message).toMatch(/^This operation asks for too much: more than \d+ [a-z ]+\.$/);
    expect((await post(sent, { accept: 'application/graphql-response+json' })).status).toBe(400);
  });

  it('cannot hide behind another operation of the same document', async () => {
    const query = `query Small { __typename } query Large { helplines { ${times(31, (n) => `a${n}: name`)} } }`;
    expect(await (await post({ query, operationName: 'Small' })).text()).toContain('OPERATION_TOO_LARGE');
  });

  it('asks for pages of 1 to 50', async () => {
    const page = (first: number) =>
      ask(
        kring.url,
        'query ($id: ID!, $first: Int) { group(id: $id) { threads(first: $first) { edges { node { id } } } } }',
        { id: group.id, first },
        { token: member.token },
      );
    for (const first of [1, 50]) expect((await page(first)).errors).toEqual([]);
    for (const first of [0, -1, 51, 2_000_000_000]) {
      expect((await page(first)).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });

  it('gets few names however many it asks for', async () => {
    const answer = await ask<{ nicknameSuggestions: string[] }>(
      kring.url,
      '{ nicknameSuggestions(count: 2000000000) }',
    );
    expect(answer.data?.nicknameSuggestions.length).toBeLessThanOrEqual(12);
  });

  it('with fragments that go in circles is refused as what it is', async () => {
    const query = '{ helplines { ...a } } fragment a on Helpline { ...b } fragment b on Helpline { name ...a }';
    const answer = await ask(kring.url, query);
    expect(answer.errors[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('with many faults is told a few of them', async () => {
    const answer = await ask(kring.url, `{ helplines { ${times(200, (n) => `wrong${n}`)} } }`);
    expect(answer.errors.length).toBeGreaterThan(1);
    expect(answer.errors.length).toBeLessThanOrEqual(11);
  });

  it('that is hostile is refused before it costs anything', async () => {
    const hostile = [
      `{ ${times(450, () => 'viewer { id }')} }`,
      `{ helplines { ${times(1900, () => 'name')} } }`,
      `{ helplines { ...f0 } } ${times(29, (n) => `fragment f${n} on Helpline { ...f${n + 1} ... { ...f${n + 1} } }`)} fragment f29 on Helpline { name }`,
    ];
    const took: number[] = [];
    for (const query of hostile) {
      let least = Infinity;
      for (let turn = 0; turn < 10; turn += 1) {
        const from = performance.now();
        // Never the same twice, so that nothing is remembered.
        const text = await (await post({ query: `${query} # ${turn}` })).text();
        least = Math.min(least, performance.now() - from);
        expect(text).toContain('OPERATION_TOO_LARGE');
      }
      took.push(least);
    }
    const told = took.map((ms) => ms.toFixed(1)).join(', ');
    process.stdout.write(`Hostile operations are refused in ${told} ms (the best of 10 each, over HTTP).\n`);
    expect(Math.max(...took)).toBeLessThan(60);
  });

  it('has the same limits over a live connection', async () => {
    const wrong: readonly (readonly [limit: string, query: string, variables: Record<string, unknown>])[] = [
      ['aliases', `subscription { postChanged(threadId: "x") { ${times(31, (n) => `a${n}: id`)} } }`, {}],
      ['tokens', `subscription { postChanged(threadId: "x") { ${times(2000, () => 'id')} } }`, {}],
      ['list', 'subscription ($id: ID!) { postChanged(threadId: $id) { id } }', { id: 'x', more: Array(101).fill(1) }],
    ];
    for (const [limit, query, variables] of wrong) {
      const socket = await listen(kring.url, query, variables, { token: member.token });
      for (const end = Date.now() + 5000; socket.errors.length === 0 && Date.now() < end;) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await socket.stop();
      expect(socket.errors.flat()).toMatchObject([{ extensions: { code: 'OPERATION_TOO_LARGE', limit } }]);
    }
  });
});

describe('the web client', () => {
  const folder = join(projectFolder, 'apps/web/src');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
  const documents = Object.entries(separateOperations(parse(texts.join('\n'))));

  const tokensOf = (document: DocumentNode): number => {
    const lexer = new Lexer(new Source(print(document)));
    let count = 0;
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
    return count;
  };

  it('stays well below every limit', () => {
    const { settings } = kring;
    const rows: [string, number, (document: DocumentNode) => number][] = [
      ['tokens', settings.KRING_OPERATION_TOKENS, tokensOf],
      [
        'fragments',
        settings.KRING_OPERATION_FRAGMENTS,
        (document) => new OperationMeter(schema, document).fragmentCount,
      ],
    ];
    const measured = (name: 'depth' | 'cost' | 'aliases' | 'directives' | 'repeats', most: number): void => {
      rows.push([
        name,
        most,
        (document) => {
          const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
          return operation?.kind === Kind.OPERATION_DEFINITION
            ? new OperationMeter(schema, document).sizeOf(operation)[name]
            : 0;
        },
      ]);
    };
    measured('depth', settings.KRING_OPERATION_DEPTH);
    measured('cost', settings.KRING_OPERATION_COST);
    measured('aliases', settings.KRING_OPERATION_ALIASES);
    measured('directives', settings.KRING_OPERATION_DIRECTIVES);
    measured('repeats', settings.KRING_OPERATION_REPEATS);
    const tight: string[] = [];
    for (const [name, most, count] of rows) {
      const [largest, at] = documents
        .map(([operation, document]) => [count(document), operation] as const)
        .reduce((one, other) => (other[0] > one[0] ? other : one));
      process.stdout.write(`${name.padEnd(11)}${String(largest).padStart(6)} of ${most} (${at})\n`);
      if (largest * 1.5 > most) tight.push(`${name}: ${largest} of ${most} in ${at}`);
    }
    expect(documents.length).toBeGreaterThan(40);
    expect(tight).toEqual([]);
  });

  it('is never told that it asks too much or for what is not there', async () => {
    const refused: string[] = [];
    for (const [name, document] of documents) {
      if (print(document).startsWith('subscription')) continue;
      const text = await (await post({ query: print(document) })).text();
      if (/OPERATION_TOO_LARGE|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED/.test(text))
        refused.push(`${name}: ${text}`);
    }
    expect(refused).toEqual([]);
  });

  it('does not wait for the limits', () => {
    const [, page] = documents.find(([name]) => name === 'ThreadPage') ?? [];
    if (!page) throw new Error('no thread page');
    const took = Array.from({ length: 300 }, () => {
      const from = performance.now();
      beyondLimits(kring.settings, schema, page);
      return performance.now() - from;
    }).sort((a, b) => a - b);
    const median = took[150] ?? 0;
    process.stdout.write(`The limits take ${median.toFixed(3)} ms for a thread page that was not seen before.\n`);
    expect(median).toBeLessThan(0.3);
  });
});

describe('what public scanners look for', () => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))('is not found: %s', async (name, attack) => {
    const response = await fetch(`${kring.url}${attack.path ?? '/graphql'}`, {
      method: attack.method ?? 'POST',
      headers: {
        accept: attack.accept ?? 'application/json',
        ...(attack.method === 'GET' ? {} : { 'content-type': attack.type ?? 'application/json' }),
      },
      ...(attack.body === undefined
        ? {}
        : { body: typeof attack.body === 'string' ? attack.body : JSON.stringify(attack.body) }),
    });
    const text = await response.text();
    const got = attack.gotThrough(text, response.status, response.headers.get('content-type') ?? '');
    const code = /"code":"(\w+)"/.exec(text)?.[1] ?? '';
    process.stdout.write(`${got ? 'FOUND    ' : 'not found'}  ${name} (${response.status} ${code})\n`);
    expect(got).toBe(false);
    expect(response.status).toBeLessThan(500);
  });
});
