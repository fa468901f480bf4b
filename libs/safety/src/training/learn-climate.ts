import { climateComponents, type ClimateComponent } from '../climate/components';
import { callingHarm, type ClimateWeights } from '../climate/learned';
import { fitLogistic, type LinearModel, marginOf, type SparseRow } from '../linear/logistic-regression';
import { hashOfName } from '../linear/text-features';
import { type CalledThread, isCall } from './call-of';
import type { WrittenThread } from './written-thread';

/** A thread, post by post, as its components were read with what other writers taught, and where they alone would have called. */
export interface ThreadPath {
  readonly thread: WrittenThread;
  /** For each post, the components in the order of `climateComponents`. */
  readonly components: readonly (readonly number[])[];
  readonly before: CalledThread;
}

export interface LearnedClimate {
  readonly weights: ClimateWeights;
  /** Each thread with what was learned from other writers. */
  readonly calls: readonly { readonly path: ThreadPath; readonly with: CalledThread }[];
}

/** Of healthy threads of writers it had not met, at most this share may be called, together with those that were called before. */
const mostHealthy = 0.1;
const cost = 0.3;
/** A thread of any length counts as so many posts. */
const postsOfThread = 10;
/** Fewer posts than these say nothing about how a thread goes. */
const fewestPosts = 3;
const parts = 4;
/** How much must speak for harm before a moderator is called. */
const thresholds = Array.from({ length: 121 }, (_, at) => at / 20);

/**
 * Learns how much each component of a climate says: logistic regression on what the components are at each post of written threads,
 * before and after they turn. Where it calls is chosen on threads of writers it had not met. Deterministic.
 */
export function learnClimate(paths: readonly ThreadPath[]): LearnedClimate {
  const partOf = ({ thread }: ThreadPath): number => hashOfName(thread.writer) % parts;
  const unseen = Array.from({ length: parts }, (_, part) => fitted(paths.filter((path) => partOf(path) !== part)));
  const told = paths.map((path) => {
    const model = unseen[partOf(path)];
    return { path, margins: path.components.map((values) => (model ? marginOf(rowOf(values), model) : 0)) };
  });
  const callsAt = (threshold: number) => told.map(({ path, margins }) => ({ path, with: calledBy(path, margins, threshold) })); // prettier-ignore
  const threshold = thresholds.find((one) => healthyShare(callsAt(one)) <= mostHealthy) ?? Infinity;
  const { weights, bias } = fitted(paths);
  const named = climateComponents.map((name, at): [ClimateComponent, number] => [name, rounded(weights[at] ?? 0)]);
  return {
    weights: {
      format: 1,
      threads: paths.length,
      bias: rounded(bias - threshold + Math.log(callingHarm / (1 - callingHarm))),
      weights: Object.fromEntries(named) as Record<ClimateComponent, number>,
    },
    calls: callsAt(threshold),
  };
}

function fitted(paths: readonly ThreadPath[]): LinearModel {
  const rows: SparseRow[] = [];
  const isPositive: boolean[] = [];
  const costs: number[] = [];
  for (const { thread, components } of paths)
    components.forEach((values, at) => {
      const { turnsAt } = thread.expect;
      const turned = turnsAt !== null && at >= turnsAt;
      if (at + 1 < fewestPosts || (thread.expect.escalates && !turned)) return;
      rows.push(rowOf(values));
      isPositive.push(turned);
      costs.push(postsOfThread / components.length);
    });
  return fitLogistic(rows, isPositive, { size: climateComponents.length, cost, costs, passes: 200 });
}

function rowOf(values: readonly number[]): SparseRow {
  return { features: Int32Array.from(values.keys()), values: Float32Array.from(values) };
}

/** Where a thread is called: by its components as before, or by what was learned. */
function calledBy({ before }: ThreadPath, margins: readonly number[], threshold: number): CalledThread {
  const calls = margins.map((margin, at) => at + 1 >= fewestPosts && margin >= threshold);
  const first = calls.indexOf(true);
  const calledAt = first < 0 ? before.calledAt : Math.min(first, before.calledAt ?? first);
  return { calledAt, callsAtEnd: before.callsAtEnd || calls.at(-1) === true };
}

function healthyShare(calls: LearnedClimate['calls']): number {
  const healthy = calls.filter(({ path }) => !path.thread.expect.escalates);
  return healthy.filter((one) => isCall(one.path.thread, one.with)).length / Math.max(1, healthy.length);
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
