import { Inject } from '@nestjs/common';
import { Args, Context, GraphQLISODateTime, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Clock, isId } from '@kring/kernel';
import { GroupLoaders, GroupView, viewGroup, viewQuietHours } from '@kring/groups/graphql';
import {
  Access,
  anyone,
  CLOCK,
  connectionOf,
  type ConnectionView,
  gathered,
  keyed,
  type KringContext,
  loader,
  messagesFrom,
  moderatorOf,
  PageArguments,
  pageRequest,
} from '@kring/platform';
import { heavyPostersWindow, isHeavyPoster } from '../domain/heavy-posters';
import { type ReplyPolicy, replyPolicyAt } from '../domain/reply-policy';
import type { ThreadRecord } from '../storage/records';
import { StoriesReader } from '../storage/stories-reader';
import { PostConnection, PostView } from './post-view';
import { postView, StoryLoaders } from './story-loaders';
import { ReplyPolicyView, ThreadConnection, ThreadView, viewThread } from './thread-view';

const words = messagesFrom('libs/stories/messages');

@Resolver(() => ThreadView)
export class ThreadResolver {
  constructor(
    @Inject(StoryLoaders) private readonly loaders: StoryLoaders,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(GroupLoaders) private readonly groups: GroupLoaders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => ThreadView, { nullable: true })
  @Access(anyone)
  async thread(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: KringContext,
  ): Promise<ThreadView | null> {
    return isId(id) && context.actor.kind === 'account' ? this.loaders.thread(context, id) : null;
  }

  @ResolveField(() => GroupView)
  async group(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<GroupView | null> {
    const record = await this.groups.group(context, thread.record.groupId);
    return record && viewGroup(record);
  }

  @ResolveField(() => PostView)
  opener(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<PostView | null> {
    return this.loaders.post(context, thread.record.openerPostId);
  }

  @ResolveField(() => PostConnection)
  async posts(
    @Parent() thread: ThreadView,
    @Args() page: PageArguments,
    @Context() context: KringContext,
  ): Promise<ConnectionView<PostView>> {
    this.loaders.primeThread(context, thread.record);
    const found = await this.loaders.read(context, (transaction) =>
      this.reader.postsOfThread(transaction, thread.record, pageRequest(page)),
    );
    const nodes = found.nodes.map((record) => postView(record, context.actor));
    return connectionOf({ ...found, nodes }, (post) => ({ at: post.createdAt, id: post.id }));
  }

  @ResolveField(() => GraphQLISODateTime)
  async lastActivityAt(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<Date> {
    const found = await loader<{ at: Date }>(context, 'last activity', (ids) =>
      this.loaders.read(context, async (transaction) =>
        keyed(await this.reader.lastActivity(transaction, ids), (row) => row.threadId),
      ),
    ).load(thread.id);
    return found?.at ?? thread.record.createdAt;
  }

  @ResolveField(() => Boolean)
  openedByMe(@Parent() thread: ThreadView, @Context() context: KringContext): boolean {
    return (
      thread.record.openerMembershipId !== null &&
      StoriesReader.writerIn(context.actor, thread.record.groupId)?.membershipId === thread.record.openerMembershipId
    );
  }

  @ResolveField(() => ThreadView, { nullable: true, description: 'The conversation that this one came out of.' })
  cameFrom(@Parent() { record }: ThreadView, @Context() context: KringContext): Promise<ThreadView | null> | null {
    return record.movedFrom ? this.loaders.thread(context, record.movedFrom) : null;
  }

  @ResolveField(() => [ThreadView], { description: 'Conversations in which a part of this one goes on.' })
  async goesOnIn(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<ThreadView[]> {
    const found = await loader<ThreadRecord[]>(context, 'threads out of threads', (ids) =>
      this.loaders.read(context, async (transaction) =>
        gathered(ids, await this.reader.cameOutOf(transaction, ids), (row) => row.movedFrom ?? ''),
      ),
    ).load(thread.id);
    return (found ?? []).map(viewThread);
  }

  @ResolveField(() => ReplyPolicyView)
  async replyPolicy(@Parent() thread: ThreadView, @Context() context: KringContext): Promise<ReplyPolicyView> {
    const { record } = thread;
    const now = this.clock.now();
    const membership = StoriesReader.writerIn(context.actor, record.groupId);
    const writer = {
      isModerator: !!moderatorOf(context.actor, record.organisationId),
      mayWrite: membership?.mayWrite ?? false,
      lastPostAt: record.slowModeMinutes === null ? null : await this.myLastPost(context, thread.id),
      isOpener: membership?.membershipId === record.openerMembershipId,
      writesMuch:
        record.slowModeMinutes !== null &&
        record.slowModeFor === 'HEAVIEST_POSTERS' &&
        isHeavyPoster(await this.postCounts(context, thread.id, now), membership?.membershipId ?? null),
    };
    const policy = replyPolicyAt(record, writer, now);
    const { quietHours, groupNight } = policy;
    return {
      ...policy,
      explanation: explanationOf(policy, context),
      quietHours: viewQuietHours(quietHours),
      groupNight: viewQuietHours(groupNight),
      prompt: policy.prompt?.[context.language] ?? null,
    };
  }

  private async postCounts(
    context: KringContext,
    threadId: string,
    now: Date,
  ): Promise<readonly { membershipId: string; count: number }[]> {
    const since = new Date(now.getTime() - heavyPostersWindow);
    const found = await loader<{ threadId: string; membershipId: string; count: number }[]>(
      context,
      'post counts',
      (ids) =>
        this.loaders.read(context, async (transaction) =>
          gathered(ids, await this.reader.postCounts(transaction, ids, since), (row) => row.threadId),
        ),
    ).load(threadId);
    return found ?? [];
  }

  private async myLastPost(context: KringContext, threadId: string): Promise<Date | null> {
    const found = await loader<{ at: Date }>(context, 'my last post', (ids) =>
      this.loaders.read(context, async (transaction) =>
        keyed(await this.reader.myLastPosts(transaction, ids), (row) => row.threadId),
      ),
    ).load(threadId);
    return found?.at ?? null;
  }
}

/** A moderator's own words when there are any, else ours. */
function explanationOf(policy: ReplyPolicy, context: KringContext): string | null {
  if (policy.explanation) return policy.explanation;
  if (!policy.restraint) return null;
  const values = policy.slowModeMinutes === null ? {} : { minutes: policy.slowModeMinutes };
  const some = policy.restraint === 'SLOW_MODE' && policy.slowModeFor === 'HEAVIEST_POSTERS' ? '.some' : '';
  return words(`explanation.${policy.restraint}${some}`, context.language, values);
}

@Resolver(() => GroupView)
export class GroupThreadsResolver {
  constructor(
    @Inject(StoryLoaders) private readonly loaders: StoryLoaders,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
  ) {}

  @ResolveField(() => ThreadConnection)
  async threads(
    @Parent() group: GroupView,
    @Args() page: PageArguments,
    @Context() context: KringContext,
  ): Promise<ConnectionView<ThreadView>> {
    const found = await this.loaders.read(context, (transaction) =>
      this.reader.threadsOfGroup(transaction, group.organisationId, group.id, pageRequest(page)),
    );
    return connectionOf({ ...found, nodes: found.nodes.map(viewThread) }, (thread) => ({
      at: thread.record.createdAt,
      id: thread.id,
    }));
  }
}
