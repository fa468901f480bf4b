import { climateComponents, type Climate, type ClimateComponent } from './components';
import { callingHarm, type ClimateWeights, climateWeights, harmBy } from './learned';
import type { Mark, MarkedPost } from './post-marks';

/** How much each component says by itself that a thread does harm (1: enough alone). Moderation-set, see the README. */
const weights: Partial<Record<ClimateComponent, number>> = {
  risk: 0.15,
  opener_risk: 0.1,
  contagion: 0.9,
  circling: 0.85,
  reinforcement: 0.95,
  pile_on: 0.9,
  secrecy: 0.9,
  unanswered: 0.3,
  burden: 0.85,
  drift: 0.95,
};

/** What older posts still count for in drift, the most that one may say, and what it takes to be half way to turning. */
const driftFades = 0.7;
const mostDrift = 1.5;
const turningDrift = 2.2;
const fewestSpoken = 3;
/** A called thread is let go of below this; once a moderator has spoken and nothing troubles, below what it is called at. */
const leavingHarm = 0.3;
/** How much of it agrees with what rules found in two posts; where it does not, they must have found much, or something in four. */
const agreeingDrift = 0.12;
const graveHarm = 0.7;

/** What a thread has come to so far: numbers and authors' ids, never a word. Plain data, so that it can be kept. */
export interface WeighingState {
  readonly values: Record<ClimateComponent, number>;
  readonly disclosers: string[];
  readonly attackers: Record<string, number>;
  climate: Climate;
  harmNow: number;
  waitingFor: { since: number; author: string } | null;
  firstDiscloser: string | null;
  count: number;
  /** How many posts members wrote, and what they come to in drift, older ones fading. */
  spoken: number;
  drifted: number;
  /** Of how many of these posts anything is known of drift. */
  known: number;
  troubled: number;
  isAboutHarm: boolean;
  /** A moderator has spoken, and nothing that troubles came after. */
  isSteered: boolean;
  turnedAt: number | null;
}

/** A running state, moved on by one post at a time. Harm fades slowly, support builds slowly. */
export class Weighing {
  /** `learned`: what was learned of how components say together that a thread does harm; null leaves it out. */
  constructor(
    readonly state: WeighingState = untouched(),
    private readonly learned: ClimateWeights | null = climateWeights(),
  ) {}

  /** Moves on by one post and gives the state after it. */
  add(post: MarkedPost): { climate: Climate; score: number; components: Record<ClimateComponent, number> } {
    const at = this.state.count;
    this.state.count += 1;
    this.state.isAboutHarm ||= post.marks.has('topic') || post.ownRisk >= 1 || post.has('third_party_risk');
    const kind = this.kindness(post);
    if (post.isModerator) this.state.isSteered = true;
    else if (post.ownRisk >= 1 || this.troubles(post)) this.state.isSteered = false;
    if (!post.isModerator && (post.ownRisk >= 1 || this.troubles(post))) {
      // Secrecy that is RED already joins two clues (an age and a way out of the group).
      this.state.troubled += post.has('secrecy') && post.severity >= 2 ? 2 : 1;
    }
    this.feelRisk(post);
    this.feelContagion(post);
    this.feelMoves(post, kind);
    this.feelWaiting(post, kind);
    this.feelDrift(post);
    this.feelLift(post, kind);
    this.state.harmNow = this.harm();
    this.turn(at);
    const components = { ...this.state.values };
    for (const name of climateComponents) components[name] = round(components[name]);
    return { climate: this.state.climate, score: round(this.harmLearned() ?? this.state.harmNow), components };
  }

  private push(name: ClimateComponent, by: number): void {
    this.state.values[name] = clamp(this.state.values[name] + by);
  }

  private fade(name: ClimateComponent, factor: number): void {
    this.state.values[name] *= factor;
  }

  private feelRisk(post: MarkedPost): void {
    if (post.isModerator) return;
    const level = post.ownRisk / 3;
    this.state.values.risk = clamp(this.state.values.risk * 0.75 + level * 0.4);
    if (post.isOpener) this.state.values.opener_risk = clamp(this.state.values.opener_risk * 0.5 + level * 0.6);
  }

  private feelContagion(post: MarkedPost): void {
    if (post.isModerator) return this.fade('contagion', 0.7);
    const discloses = post.ownRisk >= 1 || post.marks.has('caught');
    if (!discloses && !(post.marks.has('same_here') && this.state.firstDiscloser !== null))
      return this.fade('contagion', this.state.isSteered ? 0.8 : 0.93);
    if (this.state.firstDiscloser === null) {
      if (post.ownRisk >= 1) this.state.firstDiscloser = post.author;
      return;
    }
    if (post.author === this.state.firstDiscloser) return;
    const isNew = !this.state.disclosers.includes(post.author);
    if (isNew) this.state.disclosers.push(post.author);
    const caring = this.kindness(post) > 0;
    const size = post.marks.has('caught') ? 0.5 : discloses ? 0.4 : 0.25;
    this.push('contagion', (isNew ? size : size / 2) * (caring ? 0.3 : 1));
  }

  private feelMoves(post: MarkedPost, kind: number): void {
    if (post.isModerator) {
      for (const name of ['circling', 'reinforcement', 'pile_on', 'secrecy', 'burden'] as const) this.fade(name, 0.65);
      return;
    }
    const bad = this.harmfulMoves(post) * (post.isOpener && this.state.count === 1 ? 0.5 : 1);
    const ease = bad === 0 && (kind > 0 || this.state.isSteered) ? 0.8 : 0.95;
    for (const name of ['circling', 'reinforcement', 'pile_on', 'secrecy', 'burden'] as const) this.fade(name, ease);
    if (bad > 0) this.push('reinforcement', Math.min(0.65, 0.4 * bad));
    if (post.marks.has('despair') || post.has('hopelessness')) this.push('circling', kind > 0 ? 0.12 : 0.3);
    if (post.marks.has('dwell')) this.push('circling', 0.28);
    if (post.marks.has('attack') || post.has('harassment')) {
      this.state.attackers[post.author] = (this.state.attackers[post.author] ?? 0) + 1;
      this.push('pile_on', Object.keys(this.state.attackers).length === 1 ? 0.35 : 0.45);
    }
    if (post.marks.has('peace')) for (const name of ['pile_on', 'reinforcement'] as const) this.fade(name, 0.35);
    if (post.marks.has('secrecy') || post.has('secrecy') || post.has('solicitation'))
      this.push('secrecy', post.severity >= 2 ? 0.6 : 0.45);
    if (post.marks.has('burden') || post.has('burdened_helper')) this.push('burden', 0.4);
  }

  private feelWaiting(post: MarkedPost, kind: number): void {
    if (
      this.state.waitingFor !== null &&
      (post.isModerator || (post.author !== this.state.waitingFor.author && kind > 0))
    ) {
      this.state.waitingFor = null;
    }
    if (post.ownRisk >= 2 && this.state.waitingFor === null && !post.isModerator) {
      this.state.waitingFor = { since: this.state.count, author: post.author };
    }
    this.state.values.unanswered =
      this.state.waitingFor === null ? 0 : clamp((this.state.count - this.state.waitingFor.since) / 3);
  }

  /** Mild posts, each a bit darker than the one before: no pattern lists them, and none of them says anything alone. */
  private feelDrift(post: MarkedPost): void {
    if (post.isModerator) this.state.drifted = Math.min(this.state.drifted * 0.3, this.state.drifted - 0.5);
    else {
      this.state.spoken += 1;
      if (post.drift !== 0) this.state.known += 1;
      this.state.drifted = this.state.drifted * driftFades + Math.min(mostDrift, Math.max(-mostDrift, post.drift));
    }
    this.state.values.drift = this.state.spoken < fewestSpoken ? 0 : clamp(this.state.drifted / (2 * turningDrift));
  }

  private feelLift(post: MarkedPost, kind: number): void {
    this.state.values.support = clamp(this.state.values.support * 0.85 + (post.isOpener ? 0 : kind * 0.3));
    const lifts = post.has('recovery') || post.marks.has('hope');
    this.state.values.recovery = clamp(this.state.values.recovery * 0.9 + (lifts ? 0.35 : 0));
    if (post.isOpener) {
      const mood = post.marks.has('relief') ? 0.6 : post.has('recovery') ? 0.4 : post.ownRisk >= 1 ? -0.4 : 0;
      this.state.values.opener_mood = clamp(this.state.values.opener_mood * 0.85 + mood);
    }
  }

  /** 0 to 1: how much a post asks after somebody, comforts, or points to help. */
  private kindness(post: MarkedPost): number {
    if (this.harmfulMoves(post) > 0) return 0;
    let kind = 0;
    if (post.marks.has('comfort') || post.has('support')) kind += 0.7;
    if (post.marks.has('help')) kind += 0.6;
    if (post.marks.has('ask')) kind += 0.6;
    if (post.marks.has('hope')) kind += 0.4;
    if (post.isModerator) kind += 0.5;
    if (post.marks.has('protest')) kind += 0.3;
    return Math.min(1, kind);
  }

  /**
   * How many ways a post has of making harm more attractive: endorsing, outbidding, praising it, passing it on.
   * Ordinary words ("so beautiful", "I win") count only where the thread is about harm.
   */
  private harmfulMoves(post: MarkedPost): number {
    let moves = 0;
    const inContext = (mark: Mark): boolean => this.state.isAboutHarm && post.marks.has(mark);
    if (inContext('outbid') || post.has('competition')) moves += 1;
    if (inContext('endorse')) moves += 1;
    if (post.has('encouragement')) moves += 1.2;
    if (inContext('glorify') || post.has('glorification')) moves += 1;
    if (inContext('method') || post.has('method_or_numbers')) moves += 1;
    if (post.has('pact')) moves += 1.2;
    return moves;
  }

  private troubles(post: MarkedPost): boolean {
    const moves: readonly Mark[] = ['caught', 'despair', 'dwell', 'attack', 'secrecy', 'burden'];
    return (
      this.harmfulMoves(post) > 0 ||
      moves.some((mark) => post.marks.has(mark)) ||
      post.has('harassment') ||
      post.has('secrecy') ||
      post.has('solicitation') ||
      post.has('burdened_helper')
    );
  }

  /** What speaks for harm: by the weights above, or by those that were learned from threads that turned. */
  private harm(): number {
    return Math.max(this.harmByHand(), this.harmLearned() ?? 0);
  }

  /** By what was learned, which orders threads best; undefined where there is nothing, or too little was said. */
  private harmLearned(): number | undefined {
    return this.learned === null || this.state.spoken < fewestSpoken
      ? undefined
      : harmBy(this.learned, this.state.values);
  }

  private harmByHand(): number {
    let spared = 1;
    for (const name of climateComponents) spared *= 1 - (weights[name] ?? 0) * this.state.values[name];
    const lift =
      0.45 * this.state.values.opener_mood + 0.25 * this.state.values.support + 0.15 * this.state.values.recovery;
    return clamp((1 - spared) * (1 - Math.min(0.6, lift)));
  }

  /** Whether more than one post says that something is going on; what nobody knows the sound of is left to the rules. */
  private isTroubled(): boolean {
    const { troubled, values, known, spoken, harmNow } = this.state;
    if (values.drift >= 0.5 || (this.harmLearned() ?? 0) >= callingHarm || troubled >= (harmNow >= graveHarm ? 2 : 4))
      return true;
    return troubled >= 2 && (values.drift >= agreeingDrift || known * 2 < spoken);
  }

  /** Thresholds to enter lie above those to leave, so that one post does not turn a thread and one kind word does not turn it back. */
  private turn(at: number): void {
    const harm = this.state.harmNow;
    const wasCalled = this.state.climate === 'TURNING' || this.state.climate === 'REINFORCING';
    const isTroubled = this.isTroubled();
    const lift = this.state.values.support + this.state.values.recovery + this.state.values.opener_mood;
    if (this.state.climate === 'REINFORCING' ? harm >= 0.6 : harm >= 0.78 && isTroubled)
      this.state.climate = 'REINFORCING';
    else if (wasCalled ? harm >= (this.state.isSteered ? callingHarm : leavingHarm) : harm >= callingHarm && isTroubled)
      this.state.climate = 'TURNING';
    else this.state.climate = lift >= 0.3 && harm < 0.3 ? 'SUPPORTIVE' : 'NEUTRAL';
    if (this.state.turnedAt === null && (this.state.climate === 'TURNING' || this.state.climate === 'REINFORCING'))
      this.state.turnedAt = at;
  }
}

function untouched(): WeighingState {
  return {
    ...{ values: nothing(), disclosers: [], attackers: {}, climate: 'NEUTRAL', harmNow: 0, waitingFor: null },
    ...{
      firstDiscloser: null,
      count: 0,
      spoken: 0,
      drifted: 0,
      known: 0,
      troubled: 0,
      isAboutHarm: false,
      isSteered: false,
      turnedAt: null,
    },
  };
}

/** Every component at rest. */
export function nothing(): Record<ClimateComponent, number> {
  return Object.fromEntries(climateComponents.map((name) => [name, 0])) as Record<ClimateComponent, number>;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
