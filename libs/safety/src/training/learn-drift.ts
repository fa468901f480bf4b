import { createHash } from 'node:crypto';
import { climateComponents } from '../climate/components';
import { markPost, type MarkedPost } from '../climate/post-marks';
import { Weighing } from '../climate/weigh';
import { type HeadWeights, inBytes } from '../head/weights';
import { library } from '../library';
import { fitLogistic, type LinearModel, marginOf, type SparseRow } from '../linear/logistic-regression';
import type { Language } from '../signal';
import { callOf, type CalledThread, isCall } from './call-of';
import type { ThreadPath } from './learn-climate';
import { placesOf, readForLearning, rowIn } from './rows';
import { weightiest } from './weightiest';
import type { WrittenSentence } from './written-sentence';
import type { WrittenThread } from './written-thread';

/** What was asked of a thread, and at which post a moderator would have been called, without what was learned and with it. */
export interface ComparedThread {
  readonly thread: WrittenThread;
  readonly without: CalledThread;
  readonly with: CalledThread;
}

export interface LearnedDrift {
  readonly language: Language;
  /** Null where it does not earn its place. */
  readonly weights: HeadWeights | null;
  /** Each thread read with what was learned from other writers. */
  readonly compared: readonly ComparedThread[];
  readonly paths: readonly ThreadPath[];
}

/** Weights of this many features are kept: the rest changes next to nothing. */
const mostFeatures = 14_000;
const fit = { cost: 3, positiveWeight: 1.5 };
/** What is written with the harm that a thread drifts into. Other worrying posts say nothing of how a thread goes. */
const harmful: readonly string[] = [
  ...['disguised_encouragement', 'open_encouragement', 'glorification', 'ed_competition', 'pact', 'numbers'],
  ...['method_asking', 'method_offering', 'secrecy_off_platform', 'hopelessness', 'burdened_helper'],
  ...['harassment', 'identity_insult', 'violence_threat'],
];
/** Of healthy threads of writers it had not met, at most this share may be called. */
const mostHealthy = 0.08;
/** It earns its place when it calls at least this share more of the threads that turn in time. */
const leastGain = 0.05;
const offsets = Array.from({ length: 81 }, (_, at) => 1 - at * 0.025);

/**
 * Learns how posts sound with which threads turn: logistic regression on the words of posts, before and after threads turned, and
 * of written sentences. How much it takes is chosen on threads of writers it had not met. Deterministic.
 */
export function learnDrift(
  language: Language,
  threads: readonly WrittenThread[],
  sentences: readonly WrittenSentence[],
): LearnedDrift {
  const from = library();
  const read = (text: string): ReadonlyMap<number, number> => readForLearning(text, language, from).features;
  const spoken = threads.map((thread) => thread.posts.map((post) => ({ post, features: read(post.text) })));
  const said = sentences.flatMap((sentence) => {
    const isHarm = harmful.includes(sentence.about) && sentence.severity !== 'GREEN';
    return isHarm || sentence.severity === 'GREEN' ? [{ sentence, isHarm, features: read(sentence.text) }] : [];
  });
  const hashes = placesOf([...spoken.flat(), ...said].map(({ features }) => features));
  const places = new Map(Array.from(hashes, (hash, place) => [hash, place]));
  const learnFrom = (isMet: (writer: string) => boolean): LinearModel => {
    const rows: SparseRow[] = [];
    const isPositive: boolean[] = [];
    threads.forEach((thread, at) => {
      if (!isMet(thread.writer)) return;
      spoken[at]?.forEach(({ post, features }, place) => {
        if (post.role === 'moderator') return;
        rows.push(rowIn(places, features));
        isPositive.push(thread.expect.turnsAt !== null && place >= thread.expect.turnsAt);
      });
    });
    for (const { sentence, isHarm, features } of said) {
      if (!isMet(groupOf(sentence.writer))) continue;
      rows.push(rowIn(places, features));
      isPositive.push(isHarm);
    }
    return fitLogistic(rows, isPositive, { size: hashes.length, ...fit });
  };
  const writers = [...new Set(threads.map(({ writer }) => writer))].sort();
  const unseen = new Map(writers.map((writer) => [writer, learnFrom((one) => one !== writer)]));
  const marked = threads.map((thread, at) => {
    const opener = thread.posts.find(({ role }) => role === 'member')?.author;
    const model = unseen.get(thread.writer);
    return thread.posts.map((post, place) => ({
      marks: markPost(post, opener, from, () => undefined),
      drift: model ? marginOf(rowIn(places, spoken[at]?.[place]?.features ?? new Map<number, number>()), model) : 0,
    }));
  });
  const withoutDrift = marked.map((posts) => posts.map(({ marks }) => marks));
  const without = withoutDrift.map(called);
  const withDrift = (offset: number): MarkedPost[][] =>
    marked.map((posts) => posts.map(({ marks, drift }) => ({ ...marks, drift: drift + offset })));
  const withOffset = (offset: number): CalledThread[] => withDrift(offset).map(called);
  const isFine = (calls: readonly CalledThread[]): boolean => share(threads, calls, false) <= mostHealthy;
  const offset = offsets.find((one) => isFine(withOffset(one)));
  const chosen = offset === undefined ? without : withOffset(offset);
  const earns = offset !== undefined && share(threads, chosen, true) >= share(threads, without, true) + leastGain;
  const compared = threads.map((thread, at): ComparedThread => {
    const before = without[at] ?? { calledAt: null, callsAtEnd: false };
    return { thread, without: before, with: (earns ? chosen[at] : undefined) ?? before };
  });
  const marksOfPosts = earns ? withDrift(offset) : withoutDrift;
  const paths = threads.map((thread, at): ThreadPath => ({
    thread,
    components: componentsOf(marksOfPosts[at] ?? []),
    before: compared[at]?.with ?? { calledAt: null, callsAtEnd: false },
  }));
  if (!earns) return { language, weights: null, compared, paths };
  const { weights, bias } = learnFrom(() => true);
  const kept = weightiest([weights], mostFeatures);
  return {
    language,
    compared,
    paths,
    weights: {
      language,
      sentences: fingerprintOfDriftData(threads, sentences),
      rows: said.length + spoken.flat().length,
      targets: ['DRIFT'],
      biases: [bias + offset],
      calibrations: [{ slope: 1, offset: 0 }],
      raise: {},
      holdFrom: null,
      names: {},
      features: Uint32Array.from(kept, (feature) => hashes[feature] ?? 0),
      ...inBytes(
        Float32Array.from(kept, (feature) => weights[feature] ?? 0),
        ['DRIFT'],
      ),
    },
  };
}

/** Tells what was learned from. */
export function fingerprintOfDriftData(
  threads: readonly WrittenThread[],
  sentences: readonly WrittenSentence[],
): string {
  return createHash('sha256')
    .update(JSON.stringify([threads, sentences]))
    .digest('hex');
}

/** Of threads that turn those that are called with a third left to steer, or of healthy ones those that are called wrongly. */
function share(threads: readonly WrittenThread[], calls: readonly CalledThread[], turning: boolean): number {
  let of = 0;
  let count = 0;
  threads.forEach((thread, at) => {
    if (thread.expect.escalates !== turning) return;
    of += 1;
    const call = calls[at];
    if (call && isCall(thread, call)) count += 1;
  });
  return of === 0 ? 0 : count / of;
}

function componentsOf(posts: readonly MarkedPost[]): number[][] {
  const weighing = new Weighing(undefined, null);
  return posts.map((post) => {
    const { components } = weighing.add(post);
    return climateComponents.map((name) => components[name]);
  });
}

function called(posts: readonly MarkedPost[]): CalledThread {
  const weighing = new Weighing(undefined, null);
  for (const post of posts) weighing.add(post);
  return callOf(weighing.state);
}

/** Threads are signed by who wrote a whole set of voices: `nl-a` wrote the voices nl-31 to nl-54, `nl-b` those from nl-61 to nl-84. */
function groupOf(writer: string): string {
  const [language = '', number = ''] = writer.split('-');
  const voice = Number(number);
  if (voice < 31 || voice > 200) return writer;
  return `${language}-${voice < 61 ? 'a' : 'b'}`;
}
