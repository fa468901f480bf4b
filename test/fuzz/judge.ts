import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '@kring/platform';

/** What came back, over whatever. */
export interface Heard {
  readonly status: number;
  readonly text: string;
}

export interface Verdict {
  /** How the operation ended, for the count. */
  readonly ended: string;
  /** Whether it was a valid operation, so that it reached code of ours. */
  readonly valid: boolean;
  readonly faults: readonly string[];
}

interface Told {
  readonly message?: unknown;
  readonly extensions?: { readonly code?: unknown };
}

const refusedAsOperation = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_TOO_LARGE',
  'REQUEST_TOO_LARGE',
]);
const refusedAsPerson = new Set(['NOT_SIGNED_IN', 'NOT_ALLOWED', 'NOT_FOUND']);
/** A request that was no GraphQL at all: too large, or not to be parsed. */
const refusedAsRequest = new Set([400, 413, 415, 431]);

const problems = new Set(
  Object.keys(
    JSON.parse(readFileSync(join(projectFolder, 'libs/platform/messages/problems/en.json'), 'utf8')) as object,
  ).map((key) => key.split('.')[0] ?? ''),
);

/** What only the inside of the service says: stacks, files, statements, the words of libraries and of PostgreSQL. */
const insides: readonly RegExp[] = [
  /\n\s+at /,
  /\\n\s+at /,
  /\bat \w+[\w.]* \(/,
  /node_modules|\.[cm]?[jt]s:\d+/,
  /\/(?:work|home|root|usr|tmp|app)\//,
  /\b(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|SET LOCAL)\b/,
  /syntax error at|violates|duplicate key|invalid input syntax|invalid byte sequence|out of range for|deadlock|unterminated/i,
  /QueryFailed|TypeError|RangeError|ReferenceError|SyntaxError|ECONN|Cannot (?:read|set|convert|return)/,
  /postgres(?:ql)?:\/\/|kring_(?:service|owner)|row-level security/,
];

/** What graphql-js says of operations that stop in the middle of a string; it is about what was sent. */
const ofTheOperation = /Syntax Error: Unterminated string\./g;

/** Judges one answer by itself: its codes, and what it tells of the inside. Leaks are the world's to find. */
export function judge(heard: Heard): Verdict {
  const told = heard.text.replace(ofTheOperation, '');
  const faults = insides.filter((inside) => inside.test(told)).map((inside) => `tells ${String(inside)}`);
  let body: { readonly data?: unknown; readonly errors?: readonly Told[] };
  try {
    body = JSON.parse(heard.text) as typeof body;
  } catch {
    return { ended: 'no JSON', valid: false, faults: [...faults, `status ${heard.status} without JSON`] };
  }
  if (body.data === undefined && body.errors === undefined) {
    if (!refusedAsRequest.has(heard.status)) faults.push(`status ${heard.status} without an answer`);
    return { ended: `request refused ${heard.status}`, valid: false, faults };
  }
  if (![200, 400, 413].includes(heard.status)) faults.push(`status ${heard.status}`);
  const codes = (body.errors ?? []).map((error) => String(error.extensions?.code));
  for (const code of codes) {
    if (!refusedAsOperation.has(code) && !refusedAsPerson.has(code)) faults.push(`unexpected code ${code}`);
  }
  const refused = codes.find((code) => refusedAsOperation.has(code));
  if (refused && body.data === undefined) return { ended: refused, valid: false, faults };
  const found = problemsIn(body.data);
  for (const { code, message } of found) {
    if (!problems.has(code)) faults.push(`unknown problem ${code}`);
    if (message.trim() === '' || /[{}]/.test(message)) faults.push(`problem ${code} says "${message}"`);
  }
  const first = found[0]?.code;
  return {
    ended: first ? `Problem ${first}` : codes[0] ? `error ${codes[0]}` : isEmpty(body.data) ? 'null' : 'data',
    valid: true,
    faults,
  };
}

function problemsIn(data: unknown): { code: string; message: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap((value: unknown) => {
    const one = value as { __typename?: unknown; code?: unknown; message?: unknown } | null;
    return one?.__typename === 'Problem' ? [{ code: String(one.code), message: String(one.message) }] : [];
  });
}

function isEmpty(data: unknown): boolean {
  return typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null);
}
