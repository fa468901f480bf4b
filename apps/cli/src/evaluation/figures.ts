import {
  assess,
  type Assessment,
  callOf,
  isCall,
  type Language,
  readThread,
  severityRank,
  type ThreadReading,
} from '@kring/safety';
import { lowerBound, upperBound } from '@kring/kernel';
import type { Examples, PostExample, ThreadExample } from './examples';

/** A share that should be large (`least`) or small (`most`), with its count and the bound that the count allows. */
export interface Figure {
  readonly name: string;
  readonly goal: { readonly least: number } | { readonly most: number };
  readonly count: number;
  readonly of: number;
  readonly share: number;
  /** One-sided, 95 %: not less than this where much is wanted, not more where little is. */
  readonly bound: number;
}

/** What came of one post. */
export interface ReadPost {
  readonly example: PostExample;
  readonly found: Assessment;
  /** Its severity lies within bounds, nothing that was asked is missing, and it is held or not as it should be. */
  readonly isRight: boolean;
}

export interface ReadThread {
  readonly example: ThreadExample;
  readonly found: ThreadReading;
}

export interface Reading {
  readonly posts: readonly ReadPost[];
  readonly threads: readonly ReadThread[];
}

/** Functionalities whose words sound dangerous and are not. */
export const hardNegatives: readonly string[] = [
  ...['negated', 'past_recovered', 'figurative', 'quote_lyric', 'fiction_essay_news', 'clean_streak'],
  ...['supportive_reply', 'helpline_advice', 'recovery_story', 'small_talk', 'grief', 'medication_questions'],
  ...['homework_stress', 'anger_at_care', 'harmless_goodbye', 'chat_spelling_harmless', 'harmless_lookalikes'],
  'long_post_harmless',
];

/** Reads every example as the service does, in the language that it is written in. */
export function readAll({ posts, threads }: Examples): Reading {
  return {
    posts: readPosts(posts),
    threads: threads.map((example) => ({ example, found: readThread(example.posts) })),
  };
}

/** The same without the head, which speaks of posts and not of threads. */
export function withoutHead({ posts, threads }: Reading): Reading {
  return {
    posts: readPosts(
      posts.map(({ example }) => example),
      { head: false },
    ),
    threads,
  };
}

function readPosts(posts: readonly PostExample[], options: { readonly head?: boolean } = {}): ReadPost[] {
  return posts.map((example) => {
    const found = assess(example.text, { language: example.lang, ...options });
    return { example, found, isRight: isRight(example, found) };
  });
}

function isRight({ expect }: PostExample, found: Assessment): boolean {
  const rank = severityRank(found.severity);
  const categories = new Set(found.signals.map((signal) => signal.category));
  return (
    rank >= severityRank(expect.min) &&
    rank <= severityRank(expect.max) &&
    expect.categories.every((category) => categories.has(category)) &&
    (expect.hold === undefined || expect.hold === found.hold)
  );
}

const isReached = ({ example, found }: ReadPost): boolean => severityRank(found.severity) >= severityRank(example.expect.min); // prettier-ignore
const isNotOverCalled = ({ example, found }: ReadPost): boolean => severityRank(found.severity) <= severityRank(example.expect.max); // prettier-ignore

/** Every figure that has a goal, for one language or all together. Figures without an example are left out. */
export function figuresOf(reading: Reading, language: Language | null): Figure[] {
  const { posts, threads } = of(reading, language);
  const about = (...names: string[]): readonly ReadPost[] =>
    posts.filter(({ example }) => names.includes(example.functionality));
  const turning = threads.filter(({ example }) => example.expect.escalates);
  const healthy = threads.filter(({ example }) => !example.expect.escalates);
  const withHold = posts.filter(({ example }) => example.expect.hold !== undefined);
  const held = withHold.filter(({ found }) => found.hold);
  const worst = weakest(posts);
  const auroc = aurocOf(turning, healthy);
  return [
    least('explicit crisis recalled', 0.98, about('explicit_intent'), isReached),
    least('implicit crisis recalled', 0.75, about('implicit_intent'), isReached),
    least('hard negatives not over-called', 0.9, about(...hardNegatives), isNotOverCalled),
    least('supportive replies not over-called', 0.95, about('supportive_reply'), isNotOverCalled),
    least('held, of what must be held', 0.95, withHold.filter(({ example }) => example.expect.hold === true), ({ found }) => found.hold), // prettier-ignore
    least('rightly held, of what is held', 0.85, held, ({ example }) => example.expect.hold === true),
    ...(worst ? [least(`weakest functionality: ${worst.name}`, 0.6, worst.posts, (post) => post.isRight)] : []),
    least('threads that turn, called before their last third', 0.85, turning, isCalled),
    most('healthy threads called', 0.1, healthy, isCalled),
    ...(auroc === null ? [] : [auroc]),
  ].filter((figure) => figure.of > 0);
}

/** Right answers in everything, by functionality, worst first. */
export function byFunctionality(posts: readonly ReadPost[]): { name: string; posts: readonly ReadPost[] }[] {
  const groups = new Map<string, ReadPost[]>();
  for (const post of posts) {
    const name = post.example.functionality;
    groups.set(name, [...(groups.get(name) ?? []), post]);
  }
  const share = (some: readonly ReadPost[]): number => some.filter(({ isRight: right }) => right).length / some.length;
  return [...groups]
    .map(([name, some]) => ({ name, posts: some }))
    .sort((one, other) => share(one.posts) - share(other.posts));
}

/** How many points of a hundred more are right in one language than in another. */
export function gap(reading: Reading, one: Language, other: Language): number {
  const share = (language: Language): number => {
    const { posts } = of(reading, language);
    return posts.filter(({ isRight: right }) => right).length / Math.max(1, posts.length);
  };
  return 100 * Math.abs(share(one) - share(other));
}

function of({ posts, threads }: Reading, language: Language | null): Reading {
  const wanted = ({ example }: { example: { lang: Language } }): boolean =>
    language === null || example.lang === language;
  return { posts: posts.filter(wanted), threads: threads.filter(wanted) };
}

function weakest(posts: readonly ReadPost[]): { name: string; posts: readonly ReadPost[] } | null {
  return byFunctionality(posts)[0] ?? null;
}

const isCalled = ({ example, found }: ReadThread): boolean => isCall(example, callOf(found));

/** The chance that a thread that needs a moderator scores above one that does not, ties counting half. */
function aurocOf(turning: readonly ReadThread[], healthy: readonly ReadThread[]): Figure | null {
  const pairs = turning.length * healthy.length;
  if (pairs === 0) return null;
  let above = 0;
  for (const one of turning)
    for (const other of healthy) {
      const difference = one.found.score - other.found.score;
      above += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    }
  const share = above / pairs;
  const fewer = Math.min(turning.length, healthy.length);
  return {
    ...{ name: 'AUROC of the score for escalation', goal: { least: 0.9 }, count: turning.length, of: pairs, share },
    // Without a single pair the wrong way round Hanley and McNeil know no error; then the fewer of the two say how little that is.
    bound: Math.max(
      0,
      Math.min(
        share - 1.645 * aurocError(share, turning.length, healthy.length),
        lowerBound(Math.round(share * fewer), fewer),
      ),
    ),
  };
}

/** The standard error of an AUROC, after Hanley and McNeil (1982). */
function aurocError(share: number, positives: number, negatives: number): number {
  const q1 = share / (2 - share);
  const q2 = (2 * share * share) / (1 + share);
  const spread = share * (1 - share) + (positives - 1) * (q1 - share * share) + (negatives - 1) * (q2 - share * share);
  return Math.sqrt(Math.max(0, spread) / (positives * negatives));
}

function least<Item>(name: string, goal: number, items: readonly Item[], isGood: (item: Item) => boolean): Figure {
  const count = items.filter(isGood).length;
  const share = items.length === 0 ? 0 : count / items.length;
  return { name, goal: { least: goal }, count, of: items.length, share, bound: lowerBound(count, items.length) };
}

function most<Item>(name: string, goal: number, items: readonly Item[], isBad: (item: Item) => boolean): Figure {
  const count = items.filter(isBad).length;
  const share = items.length === 0 ? 0 : count / items.length;
  return { name, goal: { most: goal }, count, of: items.length, share, bound: upperBound(count, items.length) };
}

export function isMet({ goal, share }: Figure): boolean {
  return 'least' in goal ? share >= goal.least : share <= goal.most;
}
