import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Id } from '@kring/kernel';
import { type Assessment, type Category, type ClimatePoint, RunningClimate, type ThreadPost } from '@kring/safety';
import { CLOCK, Metrics, type Transaction } from '@kring/platform';
import { type AssessmentRecord, type PostReading, StoriesReader } from '@kring/stories';
import { countsInClimate, settledAfter, standsAgainst } from '../domain/climate';
import { Climates } from '../storage/climates';
import type { ClimateRecord, Standing, ThreadPlace } from '../storage/records';

/** A post that was read, and the climate after it. */
interface Step {
  readonly post: PostReading;
  readonly point: ClimatePoint & { readonly turns: boolean };
}

/** The posts that were read now, and where that leaves the thread. */
interface Reading {
  readonly steps: readonly Step[];
  readonly standing: Standing | null;
}

/**
 * Reads how a thread is going. A new post at the end is read by itself, however long the thread is; whatever else happens, the
 * thread is read anew.
 */
@Injectable()
export class ReadClimate {
  constructor(
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Reads a thread after something happened to one of its posts, keeps its climate, and adds to its history. */
  async on(transaction: Transaction, before: ClimateRecord, post: PostReading, isNew: boolean): Promise<ClimateRecord> {
    const now = this.clock.now();
    const goneOn = isNew ? await this.goOn(transaction, before, post) : null;
    const { steps, standing } = goneOn ?? (await this.readAnew(transaction, before));
    const point = steps.at(-1)?.point ?? (goneOn ? null : atRest);
    const { score, components } = point ?? before;
    const judgement = point ? standsAgainst(before, point.climate) : before;
    const climate = point ? (judgement.judged ?? point.climate) : before.climate;
    const turned = steps.find(({ point }) => point.turns)?.post.id ?? null;
    const after: ClimateRecord = {
      ...before,
      judged: judgement.judged,
      judgedOver: judgement.judgedOver,
      climate,
      score,
      components,
      turnedPostId: (goneOn ? before.turnedPostId : null) ?? turned ?? before.turnedPostId,
      settledClimate: settledAfter(before.settledClimate, climate),
      readAt: now,
      standing,
    };
    await this.climates.save(transaction, after);
    // Events may come out of order: a post's own point is the reading up to that post.
    const own = goneOn ? steps : isNew ? steps.filter((step) => step.post.id === post.id) : [];
    const thread = { threadId: before.threadId, interventionId: null };
    for (const { post: read, point } of own) {
      await this.climates.addPoint(transaction, before.organisationId, {
        ...{ climate: point.climate, score: point.score, components: point.components },
        ...thread,
        at: read.createdAt,
        postId: read.id,
      });
    }
    const hasChanged = climate !== before.climate || Math.abs(score - before.score) >= 0.001;
    if (own.length === 0 && hasChanged) {
      await this.climates.addPoint(transaction, before.organisationId, {
        climate,
        score,
        components,
        ...thread,
        at: now,
        postId: null,
      });
    }
    return after;
  }

  /**
   * Reads what came after the last post that was read; null when that is not enough: the thread was never read, or with other
   * rules, or this post stands between posts that were read before it came.
   */
  private async goOn(transaction: Transaction, before: ClimateRecord, post: PostReading): Promise<Reading | null> {
    const { standing, organisationId, threadId } = before;
    const running = standing && RunningClimate.resume(standing.state);
    if (!running) return null;
    const upTo = { at: new Date(standing.upTo.at), id: standing.upTo.id };
    const isNext = post.createdAt > upTo.at || (post.createdAt.getTime() === upTo.at.getTime() && post.id > upTo.id);
    if (isNext) {
      const posts = await this.stories.readingAfter(transaction, organisationId, threadId, upTo);
      return this.follow(running, posts, standing.startedAt);
    }
    const wasRead = !countsInClimate(post) || (await this.climates.hasPointOf(transaction, organisationId, post.id));
    return wasRead ? { steps: [], standing } : null;
  }

  private async readAnew(transaction: Transaction, { organisationId, threadId }: ClimateRecord): Promise<Reading> {
    const posts = await this.stories.reading(transaction, organisationId, threadId);
    return this.follow(RunningClimate.begin(), posts, posts[0]?.createdAt.toISOString() ?? '');
  }

  private follow(running: RunningClimate, posts: readonly PostReading[], startedAt: string): Reading {
    const steps = this.metrics.time('kring_climate_seconds', {}, () =>
      posts.filter(countsInClimate).map((post) => ({ post, point: running.add(asRead(post, startedAt)) })),
    );
    const last = posts.at(-1);
    const upTo = last && { at: last.createdAt.toISOString(), id: last.id };
    return { steps, standing: upTo ? { state: running.state, startedAt, upTo } : null };
  }

  /** Reads a whole thread, as when posts left it or came to it; those that came have their points in its history. */
  async anew(transaction: Transaction, place: ThreadPlace, came: readonly Id[]): Promise<ClimateRecord> {
    const now = this.clock.now();
    const { organisationId, threadId } = place;
    const before = await this.climates.lock(transaction, organisationId, threadId, now);
    const { steps, standing } = await this.readAnew(transaction, before);
    const { score, components, climate: read } = steps.at(-1)?.point ?? atRest;
    const judgement = standsAgainst(before, read);
    const climate = judgement.judged ?? read;
    const turnedPostId = steps.find(({ point }) => point.turns)?.post.id ?? null;
    const settledClimate = settledAfter(before.settledClimate, climate);
    const after = {
      ...before,
      ...judgement,
      climate,
      score,
      components,
      turnedPostId,
      settledClimate,
      readAt: now,
      standing,
    };
    await this.climates.save(transaction, after);
    const point = { threadId, interventionId: null };
    for (const { post, point: own } of steps.filter((step) => came.includes(step.post.id))) {
      const { climate: then, score: scored, components: parts } = own;
      const of = { climate: then, score: scored, components: parts, at: post.createdAt, postId: post.id };
      await this.climates.addPoint(transaction, organisationId, { ...point, ...of });
    }
    const today = { climate, score, components, at: now, postId: null };
    await this.climates.addPoint(transaction, organisationId, { ...point, ...today });
    return after;
  }
}

const atRest = { climate: 'NEUTRAL', score: 0, components: {} } as const;

function asRead(post: PostReading, startedAt: string): ThreadPost {
  return {
    author: post.author,
    role: post.role,
    minute: (post.createdAt.getTime() - Date.parse(startedAt)) / 60_000,
    text: post.text,
    ...(post.assessment?.checked ? { assessment: asAssessed(post.assessment) } : {}),
  };
}

function asAssessed(record: AssessmentRecord): Assessment {
  return {
    ...record,
    signals: record.signals.map((signal) => ({
      ...signal,
      category: signal.category as Category,
      passages: signal.passages.map((passage) => ({ ...passage })),
    })),
  };
}
