import { type Category, type Severity, severityRank, type Signal } from '@kring/safety';
import { z } from 'zod';

/** What a moderation endpoint may answer; what is beside it is not looked at. */
const answer = z.object({
  results: z.array(z.object({ category_scores: z.record(z.string(), z.number().min(0).max(1)) })).min(1),
});

/** An answer longer than this is none. */
const mostBytes = 65_536;

/** What its categories mean here, and how urgently at most. Others are not known here and not looked at. */
const meanings: Readonly<Record<string, { readonly category: Category; readonly severity: 'AMBER' | 'RED' }>> = {
  'self-harm': { category: 'self_harm', severity: 'AMBER' },
  'self-harm/intent': { category: 'suicidal_intent', severity: 'RED' },
  'self-harm/instructions': { category: 'method_or_numbers', severity: 'RED' },
  harassment: { category: 'harassment', severity: 'AMBER' },
  'harassment/threatening': { category: 'violence', severity: 'RED' },
  hate: { category: 'harassment', severity: 'AMBER' },
  'hate/threatening': { category: 'violence', severity: 'RED' },
  sexual: { category: 'solicitation', severity: 'AMBER' },
  'sexual/minors': { category: 'solicitation', severity: 'RED' },
  violence: { category: 'violence', severity: 'AMBER' },
  'violence/graphic': { category: 'violence', severity: 'AMBER' },
  illicit: { category: 'substance', severity: 'AMBER' },
};

export interface EndpointSettings {
  readonly url: string;
  readonly key: string | undefined;
  readonly model: string | undefined;
  readonly timeoutMs: number;
  readonly raiseFrom: number;
}

/** What an endpoint found: the gravest first; empty when it found nothing. */
export interface RemoteFinding {
  readonly severity: Exclude<Severity, 'GREEN'>;
  readonly signals: readonly Signal[];
}

/**
 * Asks a moderation endpoint about a text. Throws when it does not answer in time, not with what it should, with too much, or
 * sends elsewhere; what it said is in no error.
 */
export async function askEndpoint(
  text: string,
  settings: EndpointSettings,
  signal: AbortSignal,
): Promise<RemoteFinding | null> {
  const response = await fetch(settings.url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(settings.key === undefined ? {} : { authorization: `Bearer ${settings.key}` }),
    },
    body: JSON.stringify({ input: text, ...(settings.model === undefined ? {} : { model: settings.model }) }),
  });
  const body = await bodyOf(response);
  if (!response.ok) throw new Error('the moderation endpoint refused');
  return findingIn(body, settings.raiseFrom);
}

async function bodyOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > mostBytes) {
      await reader?.cancel();
      throw new Error('the moderation endpoint answered too much');
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Reads an answer. Throws when it is none. */
export function findingIn(body: string, raiseFrom: number): RemoteFinding | null {
  const read = answer.safeParse(parsed(body));
  if (!read.success) throw new Error('the moderation endpoint answered something else');
  const found = new Map<Category, 'AMBER' | 'RED'>();
  for (const { category_scores: scores } of read.data.results)
    for (const [name, score] of Object.entries(scores)) {
      const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
      if (meaning === undefined || score < raiseFrom) continue;
      if (found.get(meaning.category) !== 'RED') found.set(meaning.category, meaning.severity);
    }
  const signals = [...found]
    .map(([category, severity]): Signal => ({ category, severity, rule: 'remote-model', passages: [] }))
    .sort((one, other) => severityRank(other.severity) - severityRank(one.severity));
  const [gravest] = signals;
  return gravest === undefined || gravest.severity === 'GREEN' ? null : { severity: gravest.severity, signals };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
