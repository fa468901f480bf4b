/** One thing that public scanners try, in our own words: what is sent, and what would mean that it got through. */
export interface Attack {
  readonly name: string;
  readonly path?: string;
  readonly method?: 'GET' | 'POST';
  readonly type?: string;
  readonly accept?: string;
  readonly body?: unknown;
  gotThrough(text: string, status: number, type: string): boolean;
}

interface Shape {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

function shapeOf(text: string): Shape {
  try {
    const body = JSON.parse(text) as Shape | readonly Shape[];
    return Array.isArray(body) ? ((body as readonly Shape[])[0] ?? {}) : (body as Shape);
  } catch {
    return {};
  }
}

const answered = (text: string): boolean => (shapeOf(text).data ?? null) !== null;
const many = (count: number, one: (number: number) => string): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(' ');
const circle = (times: number): string => (times === 0 ? 'name' : `name fields { name type { ${circle(times - 1)} } }`);

const batch = (size: number): Attack => ({
  name: `${size} operations in one request`,
  body: Array.from({ length: size }, () => ({ query: 'query cop { __typename }' })),
  gotThrough: answered,
});

const directives = (count: number, name: string): Attack => ({
  name: `${count} directives ${name}`,
  body: { query: `query cop { __typename ${many(count, () => name)} }` },
  // An error for each of them is work for each of them.
  gotThrough: (text) => answered(text) || (shapeOf(text).errors?.length ?? 0) > 1,
});

const console_ = (path: string): Attack => ({
  name: `a console at ${path}`,
  path,
  method: 'GET',
  accept: 'text/html',
  gotThrough: (text, _status, type) =>
    type.includes('html') && /graphiql|playground|apollo|altair|voyager|explorer/i.test(text),
});

export const attacks: readonly Attack[] = [
  {
    name: '101 aliases',
    body: { query: `query cop { ${many(101, (n) => `alias${n}: __typename`)} }` },
    gotThrough: answered,
  },
  {
    name: '101 aliases below a field',
    body: { query: `query cop { helplines { ${many(101, (n) => `alias${n}: __typename`)} } }` },
    gotThrough: answered,
  },
  directives(10, '@aa'),
  directives(50, '@aa'),
  directives(50, '@skip(if: false)'),
  {
    name: '500 times one field',
    body: { query: `query cop { ${many(500, () => '__typename')} }` },
    gotThrough: answered,
  },
  {
    name: 'introspection in circles',
    body: { query: `query cop { __schema { types { ${circle(6)} } } }` },
    gotThrough: answered,
  },
  {
    name: 'introspection',
    body: { query: 'query cop { __schema { types { name fields { name } } } }' },
    gotThrough: (text) => answered(text) || /"types"|Viewer/.test(text),
  },
  batch(10),
  batch(100),
  {
    name: 'a query by GET',
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent('query cop { __typename }')}`,
    gotThrough: answered,
  },
  {
    name: 'a mutation by GET',
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent('mutation cop { signOut }')}`,
    gotThrough: answered,
  },
  {
    name: 'a query as a form (CSRF)',
    type: 'application/x-www-form-urlencoded',
    body: `query=${encodeURIComponent('query cop { __typename }')}`,
    gotThrough: answered,
  },
  {
    name: 'a mutation as a form (CSRF)',
    type: 'application/x-www-form-urlencoded',
    body: `query=${encodeURIComponent('mutation cop { signOut }')}`,
    gotThrough: answered,
  },
  {
    name: 'a query as plain text (CSRF)',
    type: 'text/plain',
    body: JSON.stringify({ query: '{ __typename }' }),
    gotThrough: answered,
  },
  {
    name: 'suggestions of fields',
    body: { query: 'query cop { __schema { directive } }' },
    gotThrough: (text) => /did you mean/i.test(text),
  },
  {
    name: 'suggestions of our own fields',
    body: { query: 'query cop { viewr { idd } }' },
    gotThrough: (text) => /did you mean|viewer/i.test(text),
  },
  {
    name: 'traces of how an answer was made',
    body: { query: 'query cop { __typename }', extensions: { tracing: true } },
    gotThrough: (text) => shapeOf(text).extensions !== undefined,
  },
  {
    name: 'an error that is told in detail',
    body: { query: 'qwerty cop { abc }' },
    gotThrough: (text) => /exception|stack|node_modules|\.js:\d/i.test(text),
  },
  {
    name: 'an error inside that is told in detail',
    body: { query: 'query ($id: ID!) { group(id: $id) { name } }', variables: { id: '\u0000' } },
    gotThrough: (text) => /exception|stack|node_modules|\.js:\d|INTERNAL/i.test(text),
  },
  {
    name: 'an operation known by its hash',
    body: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    gotThrough: (text) => !text.includes('PERSISTED_QUERY_NOT_SUPPORTED'),
  },
  ...['/graphql', '/graphiql', '/playground', '/console', '/altair', '/voyager', '/'].map(console_),
];
