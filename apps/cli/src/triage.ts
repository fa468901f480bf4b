import { createInterface } from 'node:readline';
import { assess, explain, languages, readThread, type Language, type ThreadPost } from '@kring/safety';

/**
 * `npm run -s triage`: JSON lines on standard input, one JSON line for each on standard output, in order.
 * A line that is no valid input gives `{"id"?,"error"}`; the rest goes on, and the exit status is 1.
 */
interface PostLine {
  id: string | number;
  lang?: Language;
  text: string;
}

interface ThreadLine {
  id: string | number;
  lang?: Language;
  posts: ThreadPost[];
}

class InvalidLine extends Error {
  constructor(
    message: string,
    readonly id?: string | number,
  ) {
    super(message);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLanguage(value: unknown): value is Language {
  return (languages as readonly unknown[]).includes(value);
}

function parse(line: string): PostLine | ThreadLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new InvalidLine('not valid JSON');
  }
  if (!isRecord(value)) throw new InvalidLine('not a JSON object');
  const { id, lang, text, posts } = value;
  if (typeof id !== 'string' && typeof id !== 'number') throw new InvalidLine('"id" must be a string or a number');
  if (lang !== undefined && !isLanguage(lang)) throw new InvalidLine('"lang" must be nl, fr or en', id);
  const language: { lang?: Language } = lang === undefined ? {} : { lang };
  if (typeof text === 'string' && posts === undefined) return { id, ...language, text };
  if (!Array.isArray(posts) || text !== undefined) throw new InvalidLine('either "text" or "posts" is needed', id);
  return { id, ...language, posts: posts.map((post, at) => parsePost(post, at, id)) };
}

function parsePost(post: unknown, at: number, id: string | number): ThreadPost {
  if (!isRecord(post)) throw new InvalidLine(`posts[${at}] is not an object`, id);
  const { author, role, minute, text } = post;
  if (typeof author !== 'string') throw new InvalidLine(`posts[${at}].author must be text`, id);
  if (role !== 'member' && role !== 'moderator')
    throw new InvalidLine(`posts[${at}].role must be member or moderator`, id);
  if (typeof minute !== 'number' || !Number.isFinite(minute)) {
    throw new InvalidLine(`posts[${at}].minute must be a number`, id);
  }
  if (typeof text !== 'string') throw new InvalidLine(`posts[${at}].text must be text`, id);
  return { author, role, minute, text };
}

function readPostLine({ id, lang, text }: PostLine): unknown {
  const { severity, hold, checked, signals } = assess(text, lang === undefined ? {} : { language: lang });
  return {
    id,
    severity,
    categories: [...new Set(signals.map((signal) => signal.category))],
    hold,
    ...(checked ? {} : { checked }),
    signals: signals.map(({ category, severity: level, rule, passages }) => ({
      category,
      severity: level,
      rule,
      explanation: explain(rule, lang ?? 'nl'),
      passages,
    })),
  };
}

function readThreadLine({ id, lang, posts }: ThreadLine): unknown {
  const assessed = posts.map((post) => ({
    ...post,
    assessment: assess(post.text, lang === undefined ? {} : { language: lang }),
  }));
  const { climate, turnedAt, score, components, points } = readThread(assessed);
  return {
    id,
    climate,
    turnedAt,
    score,
    components,
    posts: assessed.map(({ assessment }, at) => ({
      severity: assessment.severity,
      categories: [...new Set(assessment.signals.map((signal) => signal.category))],
      hold: assessment.hold,
      climate: points[at]?.climate,
      score: points[at]?.score,
    })),
  };
}

/** The answer to one line, and whether the line was valid. */
export function triageLine(line: string): { answer: unknown; valid: boolean } {
  try {
    const input = parse(line);
    return { answer: 'posts' in input ? readThreadLine(input) : readPostLine(input), valid: true };
  } catch (error) {
    const id = error instanceof InvalidLine && error.id !== undefined ? { id: error.id } : {};
    return { answer: { ...id, error: error instanceof Error ? error.message : String(error) }, valid: false };
  }
}

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const { answer, valid } = triageLine(line);
    if (!valid) process.exitCode = 1;
    if (!process.stdout.write(JSON.stringify(answer) + '\n')) {
      await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
    }
  }
}

if (require.main === module) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader went away (for instance `| head`): nothing is left to say.
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  void main();
}
