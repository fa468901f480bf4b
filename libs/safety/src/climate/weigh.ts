import { climateComponents, type Climate, type ClimateComponent } from './components';
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
};

/** A running state, moved on by one post at a time. Harm fades slowly, support builds slowly. */
export class Weighing {
  private readonly values: Record<ClimateComponent, number>;
  private readonly disclosers = new Set<string>();
  private readonly attackers = new Map<string, number>();
  private climate: Climate = 'NEUTRAL';
  private harmNow = 0;
  private waitingFor: { since: number; author: string } | undefined;
  private firstDiscloser: string | undefined;
  private count = 0;
  private troubled = 0;
  private isAboutHarm = false;
  /** A moderator has spoken, and nothing that troubles came after. */
  private isSteered = false;
  turnedAt: number | null = null;

  constructor() {
    this.values = Object.fromEntries(climateComponents.map((name) => [name, 0])) as Record<ClimateComponent, number>;
  }

  /** Moves on by one post and gives the state after it. */
  add(post: MarkedPost): { climate: Climate; score: number; components: Record<ClimateComponent, number> } {
    const at = this.count;
    this.count += 1;
    this.isAboutHarm ||= post.marks.has('topic') || post.ownRisk >= 1 || post.has('third_party_risk');
    const kind = this.kindness(post);
    if (post.isModerator) this.isSteered = true;
    else if (post.ownRisk >= 1 || this.troubles(post)) this.isSteered = false;
    if (!post.isModerator && (post.ownRisk >= 1 || this.troubles(post))) {
      // Secrecy that is RED already joins two clues (an age and a way out of the group).
      this.troubled += post.has('secrecy') && post.severity >= 2 ? 2 : 1;
    }
    this.feelRisk(post);
    this.feelContagion(post);
    this.feelMoves(post, kind);
    this.feelWaiting(post, kind);
    this.feelLift(post, kind);
    this.harmNow = this.harm();
    this.turn(at);
    const components = { ...this.values };
    for (const name of climateComponents) components[name] = round(components[name]);
    return { climate: this.climate, score: round(this.harmNow), components };
  }

  private push(name: ClimateComponent, by: number): void {
    this.values[name] = clamp(this.values[name] + by);
  }

  private fade(name: ClimateComponent, factor: number): void {
    this.values[name] *= factor;
  }

  private feelRisk(post: MarkedPost): void {
    if (post.isModerator) return;
    const level = post.ownRisk / 3;
    this.values.risk = clamp(this.values.risk * 0.75 + level * 0.4);
    if (post.isOpener) this.values.opener_risk = clamp(this.values.opener_risk * 0.5 + level * 0.6);
  }

  private feelContagion(post: MarkedPost): void {
    if (post.isModerator) return this.fade('contagion', 0.7);
    const discloses = post.ownRisk >= 1 || post.marks.has('caught');
    if (!discloses && !(post.marks.has('same_here') && this.firstDiscloser !== undefined))
      return this.fade('contagion', this.isSteered ? 0.8 : 0.93);
    if (this.firstDiscloser === undefined) {
      if (post.ownRisk >= 1) this.firstDiscloser = post.author;
      return;
    }
    if (post.author === this.firstDiscloser) return;
    const isNew = !this.disclosers.has(post.author);
    this.disclosers.add(post.author);
    const caring = this.kindness(post) > 0;
    const size = post.marks.has('caught') ? 0.5 : discloses ? 0.4 : 0.25;
    this.push('contagion', (isNew ? size : size / 2) * (caring ? 0.3 : 1));
  }

  private feelMoves(post: MarkedPost, kind: number): void {
    if (post.isModerator) {
      for (const name of ['circling', 'reinforcement', 'pile_on', 'secrecy', 'burden'] as const) this.fade(name, 0.65);
      return;
    }
    const bad = this.harmfulMoves(post) * (post.isOpener && this.count === 1 ? 0.5 : 1);
    const ease = bad === 0 && (kind > 0 || this.isSteered) ? 0.8 : 0.95;
    for (const name of ['circling', 'reinforcement', 'pile_on', 'secrecy', 'burden'] as const) this.fade(name, ease);
    if (bad > 0) this.push('reinforcement', Math.min(0.65, 0.4 * bad));
    if (post.marks.has('despair') || post.has('hopelessness')) this.push('circling', kind > 0 ? 0.12 : 0.3);
    if (post.marks.has('dwell')) this.push('circling', 0.28);
    if (post.marks.has('attack') || post.has('harassment')) {
      this.attackers.set(post.author, (this.attackers.get(post.author) ?? 0) + 1);
      this.push('pile_on', this.attackers.size === 1 ? 0.35 : 0.45);
    }
    if (post.marks.has('peace')) for (const name of ['pile_on', 'reinforcement'] as const) this.fade(name, 0.35);
    if (post.marks.has('secrecy') || post.has('secrecy') || post.has('solicitation'))
      this.push('secrecy', post.severity >= 2 ? 0.6 : 0.45);
    if (post.marks.has('burden') || post.has('burdened_helper')) this.push('burden', 0.4);
  }

  private feelWaiting(post: MarkedPost, kind: number): void {
    if (this.waitingFor !== undefined && (post.isModerator || (post.author !== this.waitingFor.author && kind > 0))) {
      this.waitingFor = undefined;
    }
    if (post.ownRisk >= 2 && this.waitingFor === undefined && !post.isModerator) {
      this.waitingFor = { since: this.count, author: post.author };
    }
    this.values.unanswered = this.waitingFor === undefined ? 0 : clamp((this.count - this.waitingFor.since) / 3);
  }

  private feelLift(post: MarkedPost, kind: number): void {
    this.values.support = clamp(this.values.support * 0.85 + (post.isOpener ? 0 : kind * 0.3));
    const lifts = post.has('recovery') || post.marks.has('hope');
    this.values.recovery = clamp(this.values.recovery * 0.9 + (lifts ? 0.35 : 0));
    if (post.isOpener) {
      const mood = post.marks.has('relief') ? 0.6 : post.has('recovery') ? 0.4 : post.ownRisk >= 1 ? -0.4 : 0;
      this.values.opener_mood = clamp(this.values.opener_mood * 0.85 + mood);
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
    const inContext = (mark: Mark): boolean => this.isAboutHarm && post.marks.has(mark);
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

  private harm(): number {
    let spared = 1;
    for (const name of climateComponents) spared *= 1 - (weights[name] ?? 0) * this.values[name];
    const lift = 0.45 * this.values.opener_mood + 0.25 * this.values.support + 0.15 * this.values.recovery;
    return clamp((1 - spared) * (1 - Math.min(0.6, lift)));
  }

  /** Thresholds to enter lie above those to leave, so that one post does not turn a thread and one kind word does not turn it back. */
  private turn(at: number): void {
    const harm = this.harmNow;
    const wasCalled = this.climate === 'TURNING' || this.climate === 'REINFORCING';
    const lift = this.values.support + this.values.recovery + this.values.opener_mood;
    if (this.climate === 'REINFORCING' ? harm >= 0.6 : harm >= 0.78 && this.troubled >= 2) this.climate = 'REINFORCING';
    else if (wasCalled ? harm >= 0.3 : harm >= 0.45 && this.troubled >= 2) this.climate = 'TURNING';
    else this.climate = lift >= 0.3 && harm < 0.3 ? 'SUPPORTIVE' : 'NEUTRAL';
    if (this.turnedAt === null && (this.climate === 'TURNING' || this.climate === 'REINFORCING')) this.turnedAt = at;
  }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
