import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fail, type Id, invalid, notFound, ok, type Problem, readText, type Result } from '@kring/kernel';
import {
  type AccountActor,
  CLOCK,
  moderatorOf,
  newId,
  once,
  Outbox,
  type Transaction,
  TryLimits,
  UnitOfWork,
} from '@kring/platform';
import { type PostRecord, StoriesReader, type ThreadRecord } from '@kring/stories';
import type { FlagReason } from '../domain/flag-reasons';
import { flagNoteLimit } from '../domain/limits';
import { flagRaised } from '../events';
import { Flags } from '../storage/flags';
import type { FlagRecord } from '../storage/records';

export interface FlagInput {
  readonly clientKey: string;
  readonly postId: Id | null;
  readonly threadId: Id | null;
  readonly reason: FlagReason;
  readonly note: string | null;
}

/** Plenty for anybody who is worried; too few to keep moderators from deciding. */
const flagsAnHour = { name: 'flags', tries: 30, seconds: 3600 };

/** Somebody says "look at this": a member of the group, or a moderator. */
@Injectable()
export class RaiseFlag {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(StoriesReader) private readonly stories: StoriesReader,
    @Inject(Flags) private readonly flags: Flags,
    @Inject(TryLimits) private readonly limits: TryLimits,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(actor: AccountActor, input: FlagInput): Promise<Result<FlagRecord, Problem>> {
    if (input.postId === null && input.threadId === null) return fail(invalid('postId', 'post_or_thread'));
    const note = readText(input.note ?? '', { field: 'note', limit: flagNoteLimit, optional: true });
    if (!note.ok) return note;
    if (actor.staff.length === 0) {
      const tooMany = await this.limits.count(flagsAnHour, actor.accountId);
      if (tooMany) return fail({ ...tooMany, reason: 'flags' });
    }
    return this.work.as(actor, async (transaction): Promise<Result<FlagRecord, Problem>> => {
      const post = input.postId === null ? null : await this.stories.postInSight(transaction, input.postId);
      if (input.postId !== null && (!post || post.state === 'DELETED')) return fail(notFound);
      const thread = await this.stories.thread(transaction, post?.threadId ?? input.threadId ?? '');
      if (!thread) return fail(notFound);
      if (input.threadId !== null && input.threadId !== thread.id) return fail(invalid('postId', 'not_in_thread'));
      const staff = moderatorOf(actor, thread.organisationId);
      const member = staff ? null : StoriesReader.writerIn(actor, thread.groupId);
      if (!staff && !member) return fail(notFound);
      const by = { staffId: staff?.staffId ?? null, membershipId: member?.membershipId ?? null };
      const { clientKey, ...asked } = input;
      const made = await once(
        transaction,
        { organisationId: thread.organisationId, who: actor.accountId, operation: 'flag', clientKey, input: asked },
        () => this.make(transaction, thread, post, { reason: input.reason, note: note.value || null, ...by }),
      );
      if (!made.ok) return made;
      const flag = await this.flags.flag(transaction, made.value['flagId'] ?? '');
      return flag ? ok(flag) : fail(notFound);
    });
  }

  private async make(
    transaction: Transaction,
    thread: ThreadRecord,
    post: PostRecord | null,
    what: Pick<FlagRecord, 'reason' | 'note' | 'staffId' | 'membershipId'>,
  ): Promise<Result<{ flagId: Id }, Problem>> {
    const at = this.clock.now();
    const place = { groupId: thread.groupId, threadId: thread.id };
    const flagId = newId(at);
    await this.flags.add(transaction, {
      organisationId: thread.organisationId,
      id: flagId,
      ...place,
      postId: post?.id ?? null,
      revision: post?.revision ?? null,
      ...what,
      createdAt: at,
    });
    await this.outbox.add(transaction, thread.organisationId, flagRaised, { ...place, flagId });
    return ok({ flagId });
  }
}
