import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { isId, notFound, type Problem, type Result } from '@kring/kernel';
import {
  Access,
  type AccountActor,
  type Actor,
  CurrentActor,
  type DomainEvent,
  keyed,
  type KringContext,
  type Language,
  LiveUpdates,
  loader,
  moderatorOfParent,
  present,
  presentProblem,
  type ProblemView,
  resultUnion,
  signedIn,
} from '@kring/platform';
import { GraphQLError } from 'graphql';
import { livePostEvents } from '../events';
import type { AssessmentRecord, PostRecord } from '../storage/records';
import { StoriesReader } from '../storage/stories-reader';
import { CheckWords } from '../use-cases/check-words';
import { DeletePost } from '../use-cases/delete-post';
import { EditPost } from '../use-cases/edit-post';
import { OpenThread } from '../use-cases/open-thread';
import { React } from '../use-cases/react';
import type { Submitted } from '../use-cases/submit-post';
import { SubmitReply } from '../use-cases/submit-reply';
import { AssessmentView, viewAssessment } from './assessment-view';
import { PostSubmittedView } from './post-submitted-view';
import { PostView } from './post-view';
import {
  DeletePostInputView,
  EditPostInputView,
  OpenThreadInputView,
  ReactInputView,
  ReplyInputView,
} from './story-inputs';
import { postView, StoryLoaders } from './story-loaders';
import { ThreadView } from './thread-view';
import { WordsCheckView } from './words-check-view';

const WordsCheckResult = resultUnion('WordsCheckResult', () => WordsCheckView, 'WordsCheck');
const OpenThreadResult = resultUnion('OpenThreadResult', () => PostSubmittedView, 'PostSubmitted');
const ReplyResult = resultUnion('ReplyResult', () => PostSubmittedView, 'PostSubmitted');
const EditPostResult = resultUnion('EditPostResult', () => PostSubmittedView, 'PostSubmitted');
const DeletePostResult = resultUnion('DeletePostResult', () => PostView, 'Post');
const ReactResult = resultUnion('ReactResult', () => PostView, 'Post');

@Resolver(() => PostView)
export class PostResolver {
  constructor(
    @Inject(StoryLoaders) private readonly loaders: StoryLoaders,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(LiveUpdates) private readonly live: LiveUpdates,
    @Inject(CheckWords) private readonly check: CheckWords,
    @Inject(OpenThread) private readonly open: OpenThread,
    @Inject(SubmitReply) private readonly submitReply: SubmitReply,
    @Inject(EditPost) private readonly edit: EditPost,
    @Inject(DeletePost) private readonly remove: DeletePost,
    @Inject(React) private readonly reactCase: React,
  ) {}

  @ResolveField(() => ThreadView)
  thread(@Parent() post: PostView, @Context() context: KringContext): Promise<ThreadView | null> {
    return this.loaders.thread(context, post.record.threadId);
  }

  @ResolveField(() => AssessmentView, { nullable: true, description: 'Staff only; null for members.' })
  @Access(moderatorOfParent)
  async assessment(@Parent() post: PostView, @Context() context: KringContext): Promise<AssessmentView | null> {
    const record = await loader<AssessmentRecord>(context, 'assessments', (ids) =>
      this.loaders.read(context, async (transaction) =>
        keyed(await this.reader.assessments(transaction, ids), (row) => row.postId),
      ),
    ).load(post.id);
    return record && viewAssessment(record, context.language);
  }

  /** Row-level security answers authors and moderators only. */
  @ResolveField(() => String, {
    nullable: true,
    description: 'Author and moderators only: what a moderator told the author about this post.',
  })
  async messageToAuthor(@Parent() post: PostView, @Context() context: KringContext): Promise<string | null> {
    const found = await loader<{ text: string }>(context, 'notices', (ids) =>
      this.loaders.read(context, async (transaction) =>
        keyed(await this.reader.notices(transaction, ids), (row) => row.postId),
      ),
    ).load(post.id);
    return found?.text ?? null;
  }

  @Query(() => WordsCheckResult, {
    description: 'For a writer, before anybody reads it: what might land badly in this group. Nothing of it is kept.',
  })
  @Access(signedIn)
  async wordsCheck(
    @Args('groupId', { type: () => ID }) groupId: string,
    @Args('text') text: string,
    @CurrentActor() actor: AccountActor,
    @Context() { language }: KringContext,
  ): Promise<WordsCheckView | ProblemView> {
    return present(await this.check.run(actor, { groupId, text }, language), language, (advice) => advice);
  }

  @Mutation(() => OpenThreadResult)
  @Access(signedIn)
  async openThread(
    @Args('input') input: OpenThreadInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PostSubmittedView | ProblemView> {
    return submitted(await this.open.run(actor, { ...input, ...lists(input) }), context);
  }

  @Mutation(() => ReplyResult)
  @Access(signedIn)
  async reply(
    @Args('input') input: ReplyInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PostSubmittedView | ProblemView> {
    return submitted(await this.submitReply.run(actor, { ...input, ...lists(input) }), context);
  }

  @Mutation(() => EditPostResult)
  @Access(signedIn)
  async editPost(
    @Args('input') input: EditPostInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PostSubmittedView | ProblemView> {
    return submitted(await this.edit.run(actor, input), context);
  }

  @Mutation(() => DeletePostResult)
  @Access(signedIn)
  async deletePost(
    @Args('input') input: DeletePostInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PostView | ProblemView> {
    return present(await this.remove.run(actor, input.postId), context.language, (record) => postView(record, actor));
  }

  @Mutation(() => ReactResult)
  @Access(signedIn)
  async react(
    @Args('input') input: ReactInputView,
    @CurrentActor() actor: AccountActor,
    @Context() context: KringContext,
  ): Promise<PostView | ProblemView> {
    return present(await this.reactCase.run(actor, input), context.language, (record) => postView(record, actor));
  }

  @Subscription(() => PostView, { description: 'New and changed posts of one thread, as the viewer may see them.' })
  @Access(signedIn)
  async postChanged(
    @Args('threadId', { type: () => ID }) threadId: string,
    @Context() context: KringContext,
  ): Promise<AsyncIterableIterator<{ postChanged: PostView }>> {
    const actor = context.actor;
    const thread = isId(threadId)
      ? await this.loaders.read(context, (transaction) => this.reader.thread(transaction, threadId))
      : null;
    if (!thread) throw refused(context.language);
    return this.live.follow(
      (event) =>
        livePostEvents.has(event.type) &&
        event.organisationId === thread.organisationId &&
        event.payload['threadId'] === thread.id,
      async (event) => {
        context.loaders.clear();
        const record = await this.loaders.read(context, (transaction) =>
          this.reader.postInSight(transaction, event.payload['postId'] ?? ''),
        );
        // What moved to another thread left this one.
        const isHere = record?.threadId === thread.id;
        const seen = isHere ? postView(record, actor) : trace(event, thread.organisationId, actor);
        return seen && { postChanged: seen };
      },
    );
  }
}

/** A list that is left out is empty. */
function lists(input: OpenThreadInputView | ReplyInputView) {
  const { photoIds, photoTexts, contentNotes } = input;
  return { photoIds: photoIds ?? [], photoTexts: photoTexts ?? [], contentNotes: contentNotes ?? [] };
}

function refused(language: Language): GraphQLError {
  return new GraphQLError(presentProblem(notFound, language).message, { extensions: { code: notFound.code } });
}

function submitted(result: Result<Submitted, Problem>, context: KringContext): PostSubmittedView | ProblemView {
  return present(result, context.language, ({ post, needsHelp }) => ({
    post: postView(post, context.actor),
    needsHelp,
  }));
}

/** What is left on a reader's screen of a post that they saw and may not see any more: its place, and nothing of it. */
function trace(event: DomainEvent, organisationId: string, actor: Actor): PostView | null {
  if (event.payload['wasVisible'] !== 'yes') return null;
  const { groupId, threadId, postId } = event.payload;
  const record: PostRecord = {
    organisationId,
    id: postId ?? '',
    threadId: threadId ?? '',
    groupId: groupId ?? '',
    kind: 'REPLY',
    authorMembershipId: null,
    authorStaffId: null,
    authorName: null,
    authorAvatar: null,
    text: '',
    revision: 0,
    state: 'DELETED',
    contentNotes: [],
    photos: [],
    pinnedAfter: null,
    createdAt: new Date(0),
    editedAt: null,
    myReactions: [],
    receivedReactions: null,
  };
  return postView(record, actor);
}
