import { ask, askFor } from './client';
import type { RunningKring } from './kring';
import type { Person } from './world';

/** A refusal as a client reads it; `message` is the Dutch one. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly retryAt: string | null;
}

const problem = `... on Problem { code message field retryAt }`;

function documentOf(name: string, fields: string): string {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ${fields} ${problem} } }`;
}

/** Sends one mutation and answers what it made; throws with what was answered when it was refused. */
export async function mutate<Value>(
  kring: RunningKring,
  person: Pick<Person, 'token'> | null,
  name: string,
  input: Readonly<Record<string, unknown>>,
  fields = '',
  language = 'nl',
): Promise<Value> {
  const asking = { language, ...(person ? { token: person.token } : {}) };
  const answer = await askFor<Value & { __typename: string }>(kring.url, documentOf(name, fields), { input }, asking);
  if (answer.__typename === 'Problem') throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer;
}

/**
 * Sends a mutation that must be refused, once in each language, and answers the refusal. Throws when it was not refused,
 * when code or field depend on the language, or when somebody would be told nothing, or not in their language.
 */
export async function refused(
  kring: RunningKring,
  person: Pick<Person, 'token'> | null,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Refusal> {
  const answers: Refusal[] = [];
  for (const language of ['nl', 'fr', 'en']) {
    const asking = { language, ...(person ? { token: person.token } : {}) };
    const answer = await ask<Record<string, Refusal & { __typename: string }>>(
      kring.url,
      documentOf(name, ''),
      { input },
      asking,
    );
    const value = answer.data?.[name];
    if (answer.errors.length > 0 || value?.__typename !== 'Problem')
      throw new Error(`${name} was not refused: ${answer.text}`);
    answers.push(value);
  }
  const [dutch, french, english] = answers as [Refusal, Refusal, Refusal];
  const words = new Set(answers.map((one) => one.message.trim()));
  const isSame = [french, english].every((one) => one.code === dutch.code && one.field === dutch.field);
  if (!isSame || words.size !== 3 || words.has('') || answers.some((one) => /[{}]/.test(one.message)))
    throw new Error(`${name} is not refused in three languages: ${JSON.stringify(answers)}`);
  const { code, message, field, retryAt } = dutch;
  return { code, message, field, retryAt };
}

/** The one field that was asked for, as this person sees it. */
export function see<Value>(
  kring: RunningKring,
  person: Pick<Person, 'token'> | null,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  language = 'nl',
): Promise<Value> {
  return askFor<Value>(kring.url, query, variables, { language, ...(person ? { token: person.token } : {}) });
}

export interface SeenPost {
  readonly id: string;
  readonly text: string;
  readonly state: string;
  readonly author: { readonly nickname: string; readonly isModerator: boolean; readonly isMe: boolean } | null;
  readonly contentNotes: readonly string[];
  readonly isGuideNote: boolean;
  readonly pinnedAfter: string | null;
  readonly messageToAuthor: string | null;
  readonly editedAt: string | null;
}

/** The first fifty posts of a thread as this person sees them; null when the thread is not there for them. */
export async function postsSeen(
  kring: RunningKring,
  person: Pick<Person, 'token'>,
  threadId: string,
): Promise<SeenPost[] | null> {
  const thread = await see<{ posts: { edges: { node: SeenPost }[] } } | null>(
    kring,
    person,
    `query ($id: ID!) { thread(id: $id) { posts(first: 50) { edges { node {
       id text state author { nickname isModerator isMe } contentNotes isGuideNote pinnedAfter messageToAuthor editedAt } } } } }`,
    { id: threadId },
  );
  return thread?.posts.edges.map((edge) => edge.node) ?? null;
}
