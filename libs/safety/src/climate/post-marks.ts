import { assessReading, noHead, unchecked } from '../assess';
import { driftOf } from '../head/drift';
import { driftFor, type HeadFinder } from '../head/head-for';
import { isOfHead } from '../head/raise';
import type { Library } from '../library';
import { readPost } from '../reading/read-post';
import { isNegated } from '../reading/signals-of-pack';
import { severityRank } from '../severity';
import type { Assessment, Category } from '../signal';
import type { ThreadPost } from './components';

/** What the data calls the moves that people make in a thread (`marks.json` of each language). */
export type Mark =
  | 'same_here'
  | 'caught'
  | 'outbid'
  | 'endorse'
  | 'despair'
  | 'dwell'
  | 'attack'
  | 'secrecy'
  | 'method'
  | 'glorify'
  | 'burden'
  | 'ask'
  | 'comfort'
  | 'help'
  | 'hope'
  | 'relief'
  | 'protest'
  | 'peace'
  | 'topic'
  | 'since'
  | 'again';

/** One post as the climate sees it. */
export interface MarkedPost {
  author: string;
  isModerator: boolean;
  isOpener: boolean;
  marks: ReadonlySet<Mark>;
  /** 0 to 3: the severity of what it says about its own author. */
  ownRisk: number;
  severity: number;
  /** How much it sounds like posts with which threads turn; see `driftOf`. */
  drift: number;
  has: (category: Category) => boolean;
}

const ownRiskCategories: readonly Category[] = [
  'suicidal_intent',
  'suicidal_ideation',
  'self_harm',
  'eating_disorder',
  'hopelessness',
  'goodbye',
  'pact',
  'substance',
];

/** Reads one post for the climate: its marks, and its assessment (reused when it was given). */
export function markPost(
  post: ThreadPost,
  opener: string | undefined,
  from: Library,
  drift: HeadFinder = driftFor,
): MarkedPost {
  const reading = readPost(post.text, from, undefined);
  const assessment = post.assessment ?? assessed(() => assessReading(reading, from, {}, noHead));
  const marks = new Set<Mark>();
  for (const pack of reading.packs) {
    for (const hit of pack.hits) {
      if (hit.owner.kind !== 'mark') continue;
      const mark = hit.owner.mark as Mark;
      if (mark !== 'endorse' || !isNegated(hit, pack)) marks.add(mark);
    }
  }
  const worst = (signals: Assessment['signals']): number =>
    Math.max(0, ...signals.map((signal) => severityRank(signal.severity)));
  // The head raises what a moderator reads of a post; it was not measured on how threads go, and stays out of that.
  const signals = assessment.signals.filter(({ rule }) => !isOfHead(rule));
  const isRaised = signals.length < assessment.signals.length;
  return {
    author: post.author,
    isModerator: post.role === 'moderator',
    isOpener: post.author === opener && post.role === 'member',
    marks,
    ownRisk: worst(signals.filter((signal) => ownRiskCategories.includes(signal.category))),
    severity: isRaised ? worst(signals) : severityRank(assessment.severity),
    drift: driftOf(reading, signals, drift),
    has: (category) =>
      signals.some((signal) => signal.category === category && severityRank(signal.severity) >= quiet(category)),
  };
}

/** Support, recovery and help-seeking count at any severity; everything else only when something is left of it. */
function quiet(category: Category): number {
  return category === 'support' || category === 'recovery' || category === 'help_seeking' ? 0 : 1;
}

function assessed(read: () => Assessment): Assessment {
  try {
    return read();
  } catch {
    return unchecked();
  }
}
