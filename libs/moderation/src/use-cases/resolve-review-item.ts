import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@kring/audit';
import {
  type Clock,
  fail,
  type Id,
  invalid,
  notFound,
  ok,
  problem,
  type Problem,
  readText,
  readTexts,
  type Result,
} from '@kring/kernel';
import { type Actor, CLOCK, moderatorOf, newId, type Transaction, UnitOfWork } from '@kring/platform';
import { type PostRecord, SteerThread, StoriesReader, type ThreadRecord } from '@kring/stories';
import { hasUnreadWords } from '../domain/climate';
import { type DecisionKind, isThreadDecision, outcomeOf, type ThreadDecision } from '../domain/decisions';
import { decisionPostsLimit, messageLimit, reasonLimit } from '../domain/limits';
import { resolvable } from '../domain/review-item';
import { Climates } from '../storage/climates';
import type { DecisionRecord, ReviewItemRecord } from '../storage/records';
import { ReviewItems } from '../storage/review-items';
import { AnnounceReviewItem } from './announce-review-item';
import { CarryOut } from './carry-out';
import { type CharterGround, GiveReasons } from './give-reasons';

export interface ResolveInput {
  readonly id: Id;
  readonly version: number;
  readonly decision: DecisionKind;
  readonly reasons: string;
  readonly messageToAuthor: string | null;
  /** Which posts the decision is about; null: all that wait. */
  readonly postIds: readonly Id[] | null;
  /** The rule of the charter that it rests on. */
  readonly charterRule?: CharterGround | null;
}

/** What ends the item of a thread. */
type ThreadInput = ResolveInput & { readonly decision: ThreadDecision };

interface Words {
  readonly reasons: string;
  readonly messageToAuthor: string | null;
}

/** Ends a review item with a decision, its reasons, and what the people it touches are told. */
@Injectable()
export class ResolveReviewItem {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ReviewItems) private readonly items: ReviewItems,
    @Inject(Climates) private readonly climates: Climates,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(SteerThread) private readonly steer: SteerThread,
    @Inject(CarryOut) private readonly carryOut: CarryOut,
    @Inject(GiveReasons) private readonly reasons: GiveReasons,
    @Inject(AnnounceReviewItem) private readonly announce: AnnounceReviewItem,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, asked: ResolveInput): Promise<Result<Id, Problem>> {
    const { decision: kind } = asked;
    if (!isThreadDecision(kind)) return fail(invalid('decision', 'unknown'));
    const input: ThreadInput = { ...asked, decision: kind };
    const words = readWords(input);
    if (!words.ok) return words;
    if ((input.postIds?.length ?? 0) > decisionPostsLimit)
      return fail(invalid('postIds', 'too_many', { most: decisionPostsLimit }));
    return this.work.as(actor, async (transaction): Promise<Result<Id, Problem>> => {
      const found = await this.items.item(transaction, input.id);
      const staff = found && moderatorOf(actor, found.organisationId);
      const thread = staff && (await this.stories.thread(transaction, found.threadId));
      if (!thread) return fail(notFound);
      const now = this.clock.now();
      const climate = await this.climates.lock(transaction, thread.organisationId, thread.id, now);
      const item = await this.items.lock(transaction, found.organisationId, found.id);
      if (!item) return fail(notFound);
      if (item.kind === 'APPEAL') return fail(invalid('decision', 'unknown'));
      const may = resolvable(item, staff.staffId, input.version, now);
      if (!may.ok) return may;
      const decided = await this.decide(transaction, item, thread, staff.staffId, input, words.value, climate.readAt);
      if (!decided.ok) return UnitOfWork.rollBack(decided);
      const { decision, posts } = decided.value;
      if (!(await this.items.resolve(transaction, item, staff.staffId, input.version, now))) {
        return UnitOfWork.rollBack(fail(problem('STALE')));
      }
      await this.items.addDecision(transaction, decision);
      const reasoned = await this.giveReasons(transaction, input, decision, posts);
      if (!reasoned.ok) return UnitOfWork.rollBack(reasoned);
      await this.climates.save(transaction, { ...climate, settledClimate: climate.climate });
      await this.announce.refreshed(transaction, item);
      await this.audit.record(transaction, item.organisationId, 'review-item.resolved', {
        reviewItem: item.id,
        thread: item.threadId,
        decision: decision.id,
        ...(posts.length > 0 ? { posts: posts.map((post) => post.id).join(' ') } : {}),
      });
      return ok(item.id);
    });
  }

  /** Does to the posts what was decided and tells their authors. */
  private async decide(
    transaction: Transaction,
    item: ReviewItemRecord,
    thread: ThreadRecord,
    staffId: Id,
    input: ThreadInput,
    words: Words,
    readAt: Date,
  ): Promise<Result<{ decision: DecisionRecord; posts: readonly PostRecord[] }, Problem>> {
    const outcome = outcomeOf(input.decision);
    const concerned = await this.postsConcerned(transaction, thread, input);
    if (!concerned.ok) return concerned;
    const unread = concerned.value.some((post) =>
      hasUnreadWords({ writtenAt: post.editedAt ?? post.createdAt }, readAt),
    );
    if (outcome?.to === 'VISIBLE' && unread) return fail(problem('STALE'));
    const message = words.messageToAuthor;
    for (const post of concerned.value) {
      if (outcome) {
        const moved = await this.carryOut.run(
          transaction,
          thread,
          post,
          { do: 'MOVE', to: outcome.to, message },
          { staffId, reason: words.reasons, item },
        );
        if (!moved.ok) return moved;
      } else if (message !== null) await this.steer.tellAuthor(transaction, post, { staffId, text: message });
    }
    const waiting = await this.stories.heldPosts(transaction, [thread.id]);
    if (waiting.length > 0) return fail(problem('HELD_POSTS_WAITING'));
    const at = this.clock.now();
    return ok({
      posts: concerned.value,
      decision: {
        organisationId: item.organisationId,
        id: newId(at),
        reviewItemId: item.id,
        kind: input.decision,
        staffId,
        ...words,
        at,
      },
    });
  }

  private async giveReasons(
    transaction: Transaction,
    input: ThreadInput,
    { id: decisionId, messageToAuthor: message, at }: DecisionRecord,
    posts: readonly PostRecord[],
  ): Promise<Result<true, Problem>> {
    const to = outcomeOf(input.decision)?.to ?? 'VISIBLE';
    const ground = input.charterRule ?? null;
    for (const post of posts) {
      const given = await this.reasons.run(transaction, {
        post,
        to,
        message,
        ground,
        decisionId,
        interventionId: null,
        at,
      });
      if (!given.ok) return given;
    }
    return ok(true);
  }

  /** The posts that were named; else all that wait or, for a decision that moves none, the story when its author is told something. */
  private async postsConcerned(
    transaction: Transaction,
    thread: ThreadRecord,
    input: ThreadInput,
  ): Promise<Result<PostRecord[], Problem>> {
    const outcome = outcomeOf(input.decision);
    if (input.postIds) {
      const posts = await this.stories.posts(transaction, input.postIds);
      const found = input.postIds.map((id) => posts.find((post) => post.id === id && post.threadId === thread.id));
      const missing = found.indexOf(undefined);
      if (missing >= 0) return fail(invalid(`postIds.${missing}`, 'not_in_thread'));
      if (posts.length === 0 && outcome?.tellsAuthor === 'must') return fail(invalid('postIds', 'empty'));
      return ok(posts);
    }
    if (!outcome) {
      const story = await this.stories.post(transaction, thread.openerPostId);
      return ok(story && input.messageToAuthor?.trim() ? [story] : []);
    }
    const held = await this.stories.heldPosts(transaction, [thread.id]);
    if (held.length === 0 && outcome.tellsAuthor === 'must') return fail(invalid('postIds', 'empty'));
    return ok(held);
  }
}

function readWords(input: ThreadInput): Result<Words, Problem> {
  const message = { field: 'messageToAuthor', limit: messageLimit, filled: true };
  if (outcomeOf(input.decision)?.tellsAuthor === 'must') {
    return readTexts({
      reasons: [input.reasons, { field: 'reasons', limit: reasonLimit }],
      messageToAuthor: [input.messageToAuthor ?? '', message],
    });
  }
  const read = readText(input.reasons, { field: 'reasons', limit: reasonLimit });
  if (!read.ok) return read;
  const told = readText(input.messageToAuthor ?? '', { ...message, optional: true });
  return told.ok ? ok({ reasons: read.value, messageToAuthor: told.value || null }) : told;
}
