import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Args,
  Context,
  GraphQLISODateTime,
  ID,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { InjectRepository } from '@nestjs/typeorm';
import { verify } from '@node-rs/argon2';
import { encodeCursor, type Problem, problem, notFound } from '@kring/kernel';
import { messagesFrom, newId, problemMessage } from '@kring/platform';
import { assess, severityRank } from '@kring/safety';
import { GraphQLError } from 'graphql';
import { In, IsNull, MoreThan, Not, Repository } from 'typeorm';
import { encodePlace } from '../../../libs/moderation/src/domain/queue-cursor';
import { liveClaim, stateAt } from '../../../libs/moderation/src/domain/review-item';
import { explainReason } from '../../../libs/moderation/src/graphql/words';
import { firstState } from '../../../libs/stories/src/domain/first-state';
import { mayReply, openPolicy, replyPolicyAt } from '../../../libs/stories/src/domain/reply-policy';
import { HelpCards } from '../../../libs/guidance/src/help-cards';
import { Helplines } from '../../../libs/guidance/src/helplines';
import {
  Account,
  AssessmentRow,
  ClientKey,
  Group,
  OutboxRow,
  Post,
  ReviewItem,
  Revision,
  type Right,
  Session,
  Thread,
  Try,
} from './entities';
import {
  type AuthorType,
  GroupType,
  PostConnectionType,
  type PostSubmittedType,
  PostType,
  type ProblemType,
  ReplyInputType,
  ReplyPolicyType,
  ReplyResult,
  ReviewItemConnectionType,
  type ReviewItemType,
  type SessionType,
  SignInInputType,
  SignInResult,
  ThreadConnectionType,
  ThreadType,
  QueueOrderType,
} from './types';

const words = messagesFrom('libs/stories/messages');
const help = new HelpCards(new Helplines());
const quarter = 15 * 60_000;
const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface DefaultContext {
  readonly account: Account | null;
}

@Injectable()
export class SessionCheck {
  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  async account(token: string): Promise<Account | null> {
    const session = await this.sessions.findOne({
      where: { tokenHash: tokenHash(token), endedAt: IsNull(), expiresAt: MoreThan(new Date()) },
      relations: { account: { rights: true } },
    });
    return session?.account ?? null;
  }
}

function rightsOf(context: DefaultContext): Right[] {
  if (!context.account) throw new GraphQLError('Sign in first.', { extensions: { code: 'NOT_SIGNED_IN' } });
  return context.account.rights.filter((right) => ['REQUESTED', 'ACTIVE', 'PAUSED'].includes(right.state));
}

function mayRead(rights: readonly Right[], place: { organisationId: string; groupId: string }): boolean {
  return rights.some(
    (right) =>
      (right.groupId === place.groupId && right.state !== 'REQUESTED') ||
      (right.organisationId === place.organisationId && (right.role === 'MODERATOR' || right.role === 'SUPERVISOR')),
  );
}

function readsAlong(rights: readonly Right[], organisationId: string): boolean {
  return rights.some(
    (right) => right.organisationId === organisationId && (right.role === 'MODERATOR' || right.role === 'SUPERVISOR'),
  );
}

function authorOf(post: Post, mine: readonly string[]): AuthorType | null {
  if (post.staffAuthor) {
    const avatar = [...post.staffAuthor.displayName].slice(0, 2).join('');
    return {
      nickname: post.staffAuthor.displayName,
      avatar,
      isModerator: true,
      isMe: mine.includes(post.staffAuthor.id),
    };
  }
  if (!post.author) return null;
  const { nickname, avatar, id } = post.author;
  return { nickname, avatar, isModerator: false, isMe: mine.includes(id) };
}

function postOf(post: Post, rights: readonly Right[]): PostType {
  const mine = rights.map((right) => right.subjectId);
  const reactions = [...(post.reactions ?? [])].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const isMine = post.authorMembershipId !== null && mine.includes(post.authorMembershipId);
  const { id, text, state, createdAt, editedAt, contentNotes, pinnedAfter } = post;
  return {
    ...{ row: post, id, text, state, createdAt, editedAt, contentNotes, pinnedAfter },
    isGuideNote: post.kind === 'GUIDE_NOTE',
    author: authorOf(post, mine),
    myReactions: reactions.filter((one) => mine.includes(one.membershipId)).map((one) => one.kind),
    receivedReactions: isMine ? [...new Set(reactions.map((one) => one.kind))].sort() : null,
  };
}

function threadOf(row: Thread): ThreadType {
  return { row, id: row.id, title: row.title, group: row.group ?? null };
}

const authors = { author: true, staffAuthor: true } as const;

@Resolver(() => ThreadType)
export class ThreadResolver {
  constructor(
    @InjectRepository(Thread) private readonly threads: Repository<Thread>,
    @InjectRepository(Post) private readonly posts: Repository<Post>,
  ) {}

  @Query(() => ThreadType, { nullable: true })
  async thread(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: DefaultContext,
  ): Promise<ThreadType | null> {
    const rights = rightsOf(context);
    const row = await this.threads.findOne({
      where: { id, organisationId: In(rights.map((right) => right.organisationId)) },
    });
    if (!row || !mayRead(rights, row)) return null;
    const isOpener = rights.some((right) => right.subjectId === row.openerMembershipId);
    return row.visible || isOpener || readsAlong(rights, row.organisationId) ? threadOf(row) : null;
  }

  @ResolveField(() => Boolean)
  openedByMe(@Parent() { row }: ThreadType, @Context() context: DefaultContext): boolean {
    return rightsOf(context).some((right) => right.subjectId === row.openerMembershipId);
  }

  @ResolveField(() => GraphQLISODateTime)
  lastActivityAt(@Parent() thread: ThreadType): Date {
    return thread.lastActivityAt ?? thread.row.createdAt;
  }

  @ResolveField(() => PostType)
  opener(@Parent() { row }: ThreadType, @Context() context: DefaultContext): PostType {
    return postOf(row.opener, rightsOf(context));
  }

  @ResolveField(() => ReplyPolicyType)
  async replyPolicy(@Parent() { row }: ThreadType, @Context() context: DefaultContext): Promise<ReplyPolicyType> {
    const rights = rightsOf(context);
    const mine = rights.find((right) => right.groupId === row.groupId);
    const last =
      row.slowModeMinutes === null || !mine
        ? null
        : await this.posts.findOne({
            where: { organisationId: row.organisationId, threadId: row.id, authorMembershipId: mine.subjectId },
            order: { createdAt: 'DESC' },
          });
    const writer = {
      isModerator: readsAlong(rights, row.organisationId),
      mayWrite: mine?.state === 'ACTIVE',
      lastPostAt: last?.createdAt ?? null,
      isOpener: false,
      writesMuch: false,
    };
    const policy = replyPolicyAt({ ...openPolicy, ...row }, writer, new Date());
    const minutes = policy.slowModeMinutes === null ? {} : { minutes: policy.slowModeMinutes };
    const explanation =
      policy.explanation ?? (policy.restraint ? words(`explanation.${policy.restraint}`, 'nl', minutes) : null);
    return { ...policy, explanation };
  }

  @ResolveField('posts', () => PostConnectionType)
  async postsOf(
    @Parent() { row }: ThreadType,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Context() context: DefaultContext,
  ): Promise<PostConnectionType> {
    const rights = rightsOf(context);
    const inThread = { organisationId: row.organisationId, threadId: row.id };
    const mine = rights.flatMap((right) => (right.groupId ? [right.subjectId] : []));
    const found = await this.posts.find({
      where: readsAlong(rights, row.organisationId)
        ? inThread
        : [
            { ...inThread, state: 'VISIBLE' },
            { ...inThread, state: 'DELETED', leavesPlace: true },
            { ...inThread, authorMembershipId: In(mine) },
          ],
      relations: { ...authors, reactions: true },
      order: { createdAt: 'ASC', id: 'ASC' },
      take: first + 1,
    });
    const edges = found.slice(0, first).map((post) => ({
      cursor: encodeCursor({ at: post.createdAt, id: post.id }),
      node: postOf(post, rights),
    }));
    return { edges, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}

@Resolver(() => GroupType)
export class GroupResolver {
  constructor(
    @InjectRepository(Group) private readonly groups: Repository<Group>,
    @InjectRepository(Thread) private readonly threads: Repository<Thread>,
    @InjectRepository(Post) private readonly posts: Repository<Post>,
  ) {}

  @Query(() => GroupType, { nullable: true })
  async group(
    @Args('id', { type: () => ID }) id: string,
    @Context() context: DefaultContext,
  ): Promise<GroupType | null> {
    const rights = rightsOf(context);
    const group = await this.groups.findOne({
      where: { id, organisationId: In(rights.map((right) => right.organisationId)) },
    });
    return group && mayRead(rights, { organisationId: group.organisationId, groupId: group.id }) ? group : null;
  }

  @ResolveField('threads', () => ThreadConnectionType)
  async threadsOf(
    @Parent() group: GroupType,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Context() context: DefaultContext,
  ): Promise<ThreadConnectionType> {
    const inGroup = { organisationId: group.organisationId, groupId: group.id };
    const mine = rightsOf(context).map((right) => right.subjectId);
    const found = await this.threads.find({
      where: [
        { ...inGroup, visible: true },
        { ...inGroup, openerMembershipId: In(mine) },
      ],
      relations: { opener: authors },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: first + 1,
    });
    const shown = found.slice(0, first);
    const newest = await this.posts
      .createQueryBuilder('post')
      .select('post.threadId', 'threadId')
      .addSelect('max(post.createdAt)', 'at')
      .where('post.organisationId = :organisationId', inGroup)
      .andWhere('post.threadId IN (:...ids)', { ids: shown.map((thread) => thread.id) })
      .andWhere(
        `(post.state = 'VISIBLE' OR (post.state = 'DELETED' AND post.leavesPlace) OR post.authorMembershipId IN (:...mine))`,
        { mine },
      )
      .groupBy('post.threadId')
      .getRawMany<{ threadId: string; at: Date }>();
    const edges = shown.map((row) => {
      const lastActivityAt = newest.find((one) => one.threadId === row.id)?.at ?? row.createdAt;
      return { cursor: encodeCursor({ at: row.createdAt, id: row.id }), node: { ...threadOf(row), lastActivityAt } };
    });
    return { edges, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}

function refused(why: Problem): ProblemType {
  return { __typename: 'Problem', code: why.code, message: problemMessage(why, 'nl') };
}

@Resolver()
export class ReplyResolver {
  constructor(@InjectRepository(Thread) private readonly threads: Repository<Thread>) {}

  @Mutation(() => ReplyResult)
  async reply(
    @Args('input') input: ReplyInputType,
    @Context() context: DefaultContext,
  ): Promise<PostSubmittedType | ProblemType> {
    const rights = rightsOf(context);
    const who = context.account?.id ?? '';
    return this.threads.manager.transaction(async (manager) => {
      const thread = await manager.findOne(Thread, {
        where: { id: input.threadId, organisationId: In(rights.map((right) => right.organisationId)) },
        relations: { group: true },
      });
      const mine = thread && rights.find((right) => right.groupId === thread.groupId);
      if (!thread || !mine) return refused(notFound);
      const { organisationId, groupId } = thread;
      const place = { organisationId, who, operation: 'reply', clientKey: input.clientKey };
      const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest('base64url');
      const known = await manager.findOne(ClientKey, { where: place });
      if (known && known.fingerprint !== fingerprint) return refused(problem('INVALID_INPUT'));
      let postId = known?.outcome?.postId;
      let severity = 'GREEN' as ReturnType<typeof assess>['severity'];
      if (!postId) {
        const at = new Date();
        const mySpot = { organisationId, threadId: thread.id, authorMembershipId: mine.subjectId };
        const last = await manager.findOne(Post, { where: mySpot, order: { createdAt: 'DESC' } });
        const lastPostAt = last?.createdAt ?? null;
        const mayWrite = mine.state === 'ACTIVE';
        const writer = { isModerator: false, mayWrite, lastPostAt, isOpener: false, writesMuch: false };
        const policy = replyPolicyAt({ ...openPolicy, ...thread }, writer, at);
        const allowed = mayReply(policy);
        if (!allowed.ok) return refused(allowed.problem);
        const assessment = assess(input.text.trim());
        ({ severity } = assessment);
        const state = firstState({
          ...{ mode: thread.group.moderationMode, byModerator: false, seenBefore: 100, newcomerPosts: 3, assessment },
          threadHolds: policy.heldForReview,
          memberHolds: false,
          waitsForDuty: false,
          hasPhotos: false,
        });
        postId = newId(at);
        const post = manager.create(Post, {
          ...{
            organisationId,
            id: postId,
            threadId: thread.id,
            groupId,
            kind: 'REPLY',
            text: input.text.trim(),
            state,
          },
          ...{ authorMembershipId: mine.subjectId, revision: 1, contentNotes: [], createdAt: at, leavesPlace: false },
        });
        await manager.save(post);
        const part = { organisationId, postId, revision: 1, groupId, createdAt: at };
        await manager.save(manager.create(Revision, { ...part, authorMembershipId: mine.subjectId, text: post.text }));
        const { hold, checked, signals } = assessment;
        await manager.save(manager.create(AssessmentRow, { ...part, severity, hold, checked, signals }));
        const payload = { groupId, threadId: thread.id, postId, wasVisible: 'no' };
        await manager.save(
          manager.create(OutboxRow, { organisationId, id: newId(), type: 'post.submitted', live: true, payload }),
        );
        await manager.save(manager.create(ClientKey, { ...place, fingerprint, outcome: { postId } }));
      }
      const made = await manager.findOneOrFail(Post, {
        where: { organisationId, id: postId },
        relations: { ...authors, reactions: true },
      });
      const card = severityRank(severity) >= severityRank('CRISIS') ? { message: help.card('nl').message } : null;
      return { post: postOf(made, rights), help: card };
    });
  }
}

@Resolver()
export class SignInResolver {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    @InjectRepository(Try) private readonly tries: Repository<Try>,
  ) {}

  @Mutation(() => SignInResult)
  async signIn(@Args('input') input: SignInInputType): Promise<SessionType | ProblemType> {
    const key = input.signInName.trim().toLowerCase();
    const limit = `default sign-in ${key}`;
    const now = Date.now();
    const before = await this.tries.findOne({ where: { key: limit } });
    const counted = before && Number(before.expire) > now ? before.points : 0;
    if (counted >= 10) return refused(problem('TOO_MANY_TRIES'));
    await this.tries.upsert({ key: limit, points: counted + 1, expire: String(now + quarter) }, ['key']);
    const account = await this.accounts.findOne({ where: { signInKey: key } });
    const fits = account && (await verify(account.passphraseHash, input.passphrase));
    if (!account || !fits) return refused(problem('SIGN_IN_FAILED'));
    await this.tries.delete({ key: limit });
    const token = randomBytes(32).toString('base64url');
    const at = new Date();
    await this.sessions.save(
      this.sessions.create({
        ...{ id: newId(), accountId: account.id, tokenHash: tokenHash(token), createdAt: at, lastUsedAt: at },
        expiresAt: new Date(now + 30 * 86_400_000),
      }),
    );
    return { token, viewer: { id: account.id } };
  }
}

@Resolver()
export class QueueResolver {
  constructor(@InjectRepository(ReviewItem) private readonly items: Repository<ReviewItem>) {}

  @Query(() => ReviewItemConnectionType, { nullable: true })
  async reviewItems(
    @Args('organisationId', { type: () => ID }) organisationId: string,
    @Args('order', { type: () => QueueOrderType }) order: keyof typeof QueueOrderType,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Context() context: DefaultContext,
  ): Promise<ReviewItemConnectionType | null> {
    if (!readsAlong(rightsOf(context), organisationId)) return null;
    const where = { organisationId, state: Not('RESOLVED' as const) };
    // What was longest untouched stands below every crisis.
    const parts = order === 'GRAVEST' ? [where] : [{ ...where, severity: 'CRISIS' as const }, { ...where, severity: Not('CRISIS' as const) }]; // prettier-ignore
    const found: ReviewItem[] = [];
    for (const part of parts) {
      if (found.length > first) break;
      const more = await this.items.find({
        where: part,
        relations: { thread: { group: true }, claimer: true },
        order:
          order === 'GRAVEST' ? { severityRank: 'DESC', dueAt: 'ASC', id: 'ASC' } : { touchedAt: 'ASC', id: 'ASC' },
        take: first + 1 - found.length,
      });
      found.push(...more);
    }
    const now = new Date();
    const edges = found.slice(0, first).map((row) => ({
      cursor: encodePlace({
        order,
        rank: severityRank(row.severity),
        at: order === 'GRAVEST' ? row.dueAt : row.touchedAt,
        id: row.id,
      }),
      node: itemOf(row, now),
    }));
    const counts = [];
    for (const severity of ['CRISIS', 'RED', 'AMBER', 'GREEN'] as const)
      counts.push({ severity, count: await this.items.countBy({ ...where, severity }) });
    return { edges, counts, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
  }
}

function itemOf(row: ReviewItem, now: Date): ReviewItemType {
  const { id, severity, dueAt, openedAt, version } = row;
  const claim = liveClaim(row, now);
  const why = explainReason(row.reason, 'nl');
  const by = row.claimer && { id: row.claimer.id, displayName: row.claimer.displayName };
  return {
    ...{ row, id, severity, dueAt, openedAt, version, why, state: stateAt(row, now), thread: threadOf(row.thread) },
    claim: claim && by ? { expiresAt: claim.expiresAt, by } : null,
  };
}
