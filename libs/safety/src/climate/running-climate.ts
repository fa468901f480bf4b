import { fingerprintOfDrift } from '../head/head-for';
import { library } from '../library';
import type { ClimatePoint, ThreadPost } from './components';
import { fingerprintOfClimate } from './learned';
import { markPost } from './post-marks';
import { Weighing, type WeighingState } from './weigh';

/** Goes up when a thread is weighed in another way, so that what was kept before is not gone on with. */
const version = 5;

/** Where the reading of a thread stands: what the next post is read with. Plain data without a word of anybody. */
export interface ThreadState {
  /** Of the rules, what is known of drift, and the weighing; a state of others is worth nothing. */
  readonly readWith: string;
  readonly opener: string | null;
  readonly weighing: WeighingState;
}

/** The climate of a thread, moved on by one post at a time: what a post costs does not grow with its thread. */
export class RunningClimate {
  private constructor(
    private readonly weighing: Weighing,
    private opener: string | null,
  ) {}

  static begin(): RunningClimate {
    return new RunningClimate(new Weighing(), null);
  }

  /** Goes on from a state that was kept; null when that was read with other rules, or is none. */
  static resume(state: ThreadState | null): RunningClimate | null {
    if (state?.readWith !== readWith()) return null;
    return new RunningClimate(new Weighing(structuredClone(state.weighing)), state.opener);
  }

  /** Reads the next post. `turns`: it is the one at which a moderator would first have been called. */
  add(post: ThreadPost): ClimatePoint & { readonly turns: boolean } {
    if (post.role === 'member') this.opener ??= post.author;
    const before = this.turnedAt;
    const point = this.weighing.add(markPost(post, this.opener ?? undefined, library()));
    return { ...point, turns: before === null && this.turnedAt !== null };
  }

  get turnedAt(): number | null {
    return this.weighing.state.turnedAt;
  }

  get state(): ThreadState {
    return { readWith: readWith(), opener: this.opener, weighing: structuredClone(this.weighing.state) };
  }
}

function readWith(): string {
  return `${version} ${library().fingerprint} ${fingerprintOfDrift()} ${fingerprintOfClimate()}`;
}
