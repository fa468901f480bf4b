import { Client } from 'pg';
import { type BenchDatabase, type Served, startKring } from './house';
import { LiveSocket } from './live-socket';
import { askOnce } from './load';
import { type Goal, number, table } from './report';
import { scenes } from './scenes';
import { type LiveGroup, seedLive } from './seed-live';
import type { Size } from './sizes';
import { quantile } from './statistics';
import { crisisWords, replyWords } from './words';

/** How much of it. */
export interface LivePace {
  readonly sockets: number;
  readonly threads: number;
  readonly crises: number;
  readonly posts: number;
  readonly fanOuts: number;
}

export const livePaces: Readonly<Record<'full' | 'quick' | 'tiny', LivePace>> = {
  full: { sockets: 1000, threads: 40, crises: 100, posts: 150, fanOuts: 10 },
  quick: { sockets: 200, threads: 8, crises: 16, posts: 30, fanOuts: 4 },
  tiny: { sockets: 10, threads: 2, crises: 2, posts: 4, fanOuts: 1 },
};

const postChanged = 'subscription ($id: ID!) { postChanged(threadId: $id) { id text author { nickname } } }';
const reviewItemChanged =
  'subscription ($id: ID!) { reviewItemChanged(organisationId: $id) { id severity thread { id } } }';
const replyScene = scenes.find((scene) => scene.name === 'reply') ?? scenes[0]!;
const patienceMs = 60_000;
/** A thousand people of whom each writes every three minutes or so. */
const postsASecond = 5;

interface ReplyAnswer {
  readonly reply: { readonly __typename: string; readonly post?: { readonly id: string } };
}

/** When a post was heard, by its id, on each screen. */
class Hearings {
  private readonly times = new Map<string, number[]>();

  note(id: string, at: number): void {
    const known = this.times.get(id);
    if (known) known.push(at);
    else this.times.set(id, [at]);
  }

  /** The times of the first `screens` hearings; throws when not so many hear it. */
  async of(id: string, screens: number): Promise<readonly number[]> {
    for (const until = Date.now() + patienceMs; ; await pause(5)) {
      const times = this.times.get(id) ?? [];
      if (times.length >= screens) return times;
      if (Date.now() > until) throw new Error(`${times.length} of ${screens} screens heard of a post`);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Live updates as people meet them: the service in one process, as npm start runs it, with a thousand open sockets. */
export async function measureLive(database: BenchDatabase, size: Size, pace: LivePace, say: (line: string) => void) {
  const group = await seedLive(database.adminUrl, size, pace.sockets, pace.threads);
  const kring = await startKring(database, 'all');
  const sockets: LiveSocket[] = [];
  try {
    const crisisSeen = new Map<string, (at: number) => void>();
    const heard = new Hearings();
    sockets.push(
      await LiveSocket.open<{ severity: string; thread: { id: string } }>(
        ...([kring.url, group.moderator, reviewItemChanged, { id: group.organisationId }] as const),
        (item, at) => item.severity === 'CRISIS' && crisisSeen.get(item.thread.id)?.(at),
      ),
    );
    const openFor = async (threadOf: (member: number) => string): Promise<LiveSocket[]> => {
      const opened: LiveSocket[] = [];
      for (let from = 0; from < pace.sockets; from += 25) {
        const some = group.members
          .slice(from, from + 25)
          .map((token, place) =>
            LiveSocket.open<{ id: string }>(kring.url, token, postChanged, { id: threadOf(from + place) }, (post, at) =>
              heard.note(post.id, at),
            ),
          );
        opened.push(...(await Promise.all(some)));
      }
      return opened;
    };
    const thread = (number: number): string => group.threadIds[number % pace.threads] ?? '';
    const write = writer(kring, group);
    /** Milliseconds from pressing send to the moderator's screen. */
    const crisis = async (number: number): Promise<number> => {
      const id = thread(number);
      const seen = new Promise<number>((resolve) => crisisSeen.set(id, resolve));
      const from = performance.now();
      await write(id, number, crisisWords);
      const tooLate = pause(patienceMs).then(() => Promise.reject(new Error('a crisis did not reach the moderator')));
      return (await Promise.race([seen, tooLate])) - from;
    };

    say(`Opening ${pace.sockets} sockets, ${pace.sockets / pace.threads} a thread`);
    const spread = await openFor(thread);
    await pause(500);
    say(`Measuring delivery at ${postsASecond} posts a second`);
    const started = Date.now();
    const toScreens: number[] = [];
    const perThread = Math.floor(pace.sockets / pace.threads);
    const posting: Promise<void>[] = [];
    for (let post = 0; post < pace.posts; post += 1) {
      const told = (async () => {
        const from = performance.now();
        const id = await write(thread(post), post * 7, replyWords);
        toScreens.push(...(await heard.of(id, perThread)).map((at) => at - from));
      })();
      told.catch(() => undefined); // Told by the one who waits for all of them.
      posting.push(told);
      await pause(1000 / postsASecond);
    }
    await Promise.all(posting);
    const lags = await lagsSince(database.adminUrl, started);
    say('Measuring crises');
    const crises: number[] = [];
    for (let number = 0; number < pace.crises; number += 1) {
      crises.push(await crisis(number));
      await pause(100);
    }
    for (const socket of spread) socket.close();

    say(`Measuring fan-out: ${pace.sockets} sockets on one thread`);
    sockets.push(...(await openFor(() => thread(0))));
    await pause(500);
    const fanned: number[] = [];
    const crisesMeanwhile: number[] = [];
    for (let number = 0; number < pace.fanOuts; number += 1) {
      const from = performance.now();
      const id = await write(thread(0), number, replyWords);
      crisesMeanwhile.push(await crisis(1 + number));
      fanned.push(...(await heard.of(id, pace.sockets)).map((at) => at - from));
      await pause(200);
    }
    return sectionOf(pace, { crises, lags, toScreens, fanned, crisesMeanwhile });
  } finally {
    for (const socket of sockets) socket.close();
    await kring.process.stop();
  }
}

function writer(kring: Served, group: LiveGroup) {
  return async (threadId: string, member: number, text: string): Promise<string> => {
    const token = group.members[member % group.members.length] ?? '';
    const answer = (await askOnce(kring, replyScene, {
      token,
      variables: { input: { threadId, text } },
    })) as ReplyAnswer;
    if (!answer.reply.post) throw new Error(`a post was refused: ${JSON.stringify(answer)}`);
    return answer.reply.post.id;
  };
}

/** Milliseconds from the writing of each event to the moment in which its handler began, as the database has them. */
async function lagsSince(adminUrl: string, since: number): Promise<number[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ lag: number }>(
      `SELECT extract(epoch FROM at - uuid_extract_timestamp(event_id))::float8 * 1000 AS lag FROM handled_events WHERE at >= $1`,
      [new Date(since)],
    );
    return rows.map((row) => row.lag);
  } finally {
    await client.end();
  }
}

interface LiveTimes {
  readonly crises: readonly number[];
  readonly lags: readonly number[];
  readonly toScreens: readonly number[];
  readonly fanned: readonly number[];
  readonly crisesMeanwhile: readonly number[];
}

function sectionOf(pace: LivePace, times: LiveTimes) {
  const row = (what: string, values: readonly number[]): string[] => [
    ...[what, String(values.length), number(quantile(values, 0.5)), number(quantile(values, 0.99))],
    number(Math.max(...values)),
  ];
  const { sockets } = pace;
  const text = table(
    ['with open sockets', 'times', 'p50 ms', 'p99 ms', 'longest ms'],
    [
      row(
        `crisis post sent, to the moderator's screen (${sockets} sockets over ${pace.threads} threads)`,
        times.crises,
      ),
      row(`event written, to its handler, at ${postsASecond} posts a second`, times.lags),
      row(`post sent, to each of the ${sockets / pace.threads} screens of its thread`, times.toScreens),
      row(`post sent, to each of ${sockets} screens of one thread`, times.fanned),
      row(`crisis post sent while those ${sockets} are told, to the moderator's screen`, times.crisesMeanwhile),
    ],
  );
  const goal = (what: string, values: readonly number[], most: number): Goal => {
    const p99 = quantile(values, 0.99);
    return { what, goal: `p99 at most ${most} ms`, figure: `${number(p99)} ms`, isMet: p99 <= most };
  };
  return {
    name: 'live',
    title: `Live updates, ${sockets} sockets`,
    text,
    goals: [goal('crisis to screen', times.crises, 1000), goal('delivery lag', times.lags, 250)],
  };
}
