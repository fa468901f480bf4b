/**
 * The floor: `node:http` and `pg`, and nothing else. It checks the session, begins the same transaction under row-level
 * security and sends the very statements of Kring (they are imported, so they cannot drift), and writes JSON. What Kring
 * costs beyond it is the price of GraphQL, Nest and Fastify.
 */
import 'reflect-metadata';
import { createServer, type IncomingMessage } from 'node:http';
import { GroupsReader } from '@kring/groups';
import { encodeCursor, fail, type Id, isId, notFound, ok, type Problem, type Result, systemClock } from '@kring/kernel';
import { StaffReader } from '@kring/organisations';
import {
  ErasureLedger,
  type AccountActor,
  keyed,
  membershipIn,
  messagesFrom,
  moderatorOf,
  newId,
  once,
  Outbox,
  problemMessage,
  readSettings,
  type Reply,
  Secrets,
  tokenHash,
  type Transaction,
  TryLimits,
} from '@kring/platform';
import { assess, severityRank } from '@kring/safety';
import { type PostRecord, StoriesReader, type ThreadRecord } from '@kring/stories';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { HelpCards } from '../../libs/guidance/src/help-cards';
import { Helplines } from '../../libs/guidance/src/helplines';
import { OneTimeCodes } from '../../libs/identity/src/one-time-codes';
import { Passphrases } from '../../libs/identity/src/passphrases';
import { Sessions } from '../../libs/identity/src/sessions';
import { IdentityStore } from '../../libs/identity/src/storage/identity-store';
import { GuessLimits } from '../../libs/identity/src/try-limits';
import { SignIn } from '../../libs/identity/src/use-cases/sign-in';
import { wholeQueue } from '../../libs/moderation/src/domain/queue-wish';
import { liveClaim, stateAt } from '../../libs/moderation/src/domain/review-item';
import { explainReason } from '../../libs/moderation/src/graphql/words';
import { ReviewQueue } from '../../libs/moderation/src/storage/review-queue';
import { placeOf } from '../../libs/moderation/src/use-cases/read-review-items';
import { firstState } from '../../libs/stories/src/domain/first-state';
import { mayReply, replyPolicyAt } from '../../libs/stories/src/domain/reply-policy';
import { PostWriter } from '../../libs/stories/src/storage/post-writer';
import { floorTransaction } from './floor-transaction';

const settings = readSettings(process.env);
const pool = new Pool({
  connectionString: settings.DATABASE_SERVICE_URL,
  max: settings.KRING_POOL_SIZE,
  pipeline: true,
  options: '-c plan_cache_mode=force_generic_plan',
});
const database = { driver: { master: pool } } as unknown as DataSource;
const identity = new IdentityStore(database);
const sessions = new Sessions(identity, settings, systemClock);
const secrets = new Secrets(settings);
const signIn = new SignIn(
  identity,
  new Passphrases(settings),
  new OneTimeCodes(identity, secrets, systemClock),
  sessions,
  new GuessLimits(new TryLimits(database, secrets), settings),
);
const stories = new StoriesReader();
const groups = new GroupsReader();
const staff = new StaffReader();
const queue = new ReviewQueue();
const writer = new PostWriter(new Outbox(), new ErasureLedger(), systemClock);
const help = new HelpCards(new Helplines());
const words = messagesFrom('libs/stories/messages');

type Variables = Readonly<Record<string, unknown>>;

function postOf(post: PostRecord, me: AccountActor) {
  const isModerator = post.authorStaffId !== null;
  const mine =
    me.groups.some((right) => right.membershipId === post.authorMembershipId) ||
    me.staff.some((right) => right.staffId === post.authorStaffId);
  const author = post.authorName && {
    nickname: post.authorName,
    avatar: isModerator ? [...post.authorName].slice(0, 2).join('') : (post.authorAvatar ?? ''),
    isModerator,
    isMe: mine,
  };
  const { id, text, state, createdAt, editedAt, contentNotes, pinnedAfter, myReactions, receivedReactions } = post;
  const isGuideNote = post.kind === 'GUIDE_NOTE';
  return {
    ...{ id, text, state, createdAt, editedAt, contentNotes, isGuideNote, pinnedAfter, myReactions, receivedReactions },
    author,
  };
}

function openedByMe(thread: ThreadRecord, me: AccountActor): boolean {
  const mine = membershipIn(me, thread.groupId);
  return thread.openerMembershipId !== null && mine?.membershipId === thread.openerMembershipId;
}

async function policyFor(transaction: Transaction, thread: ThreadRecord, me: AccountActor) {
  const last =
    thread.slowModeMinutes === null ? null : ((await stories.myLastPosts(transaction, [thread.id]))[0]?.at ?? null);
  const isModerator = !!moderatorOf(me, thread.organisationId);
  const mayWrite = StoriesReader.writerIn(me, thread.groupId)?.mayWrite ?? false;
  const policy = replyPolicyAt(
    thread,
    { isModerator, mayWrite, lastPostAt: last, isOpener: false, writesMuch: false },
    new Date(),
  );
  const minutes = policy.slowModeMinutes === null ? {} : { minutes: policy.slowModeMinutes };
  const explanation =
    policy.explanation ?? (policy.restraint ? words(`explanation.${policy.restraint}`, 'nl', minutes) : null);
  const { canReply, slowModeMinutes, heldForReview, reopensAt, myNextPostAt, endsAt } = policy;
  return { canReply, slowModeMinutes, heldForReview, reopensAt, explanation, myNextPostAt, endsAt };
}

function threadPage(me: AccountActor, { id }: Variables) {
  return floorTransaction(pool, me, async (transaction) => {
    const thread = await stories.thread(transaction, String(id));
    if (!thread) return { thread: null };
    const page = await stories.postsOfThread(transaction, thread, { first: 20, after: null });
    const edges = page.nodes.map((post) => ({
      cursor: encodeCursor({ at: post.createdAt, id: post.id }),
      node: postOf(post, me),
    }));
    return {
      thread: {
        ...{ id: thread.id, title: thread.title, openedByMe: openedByMe(thread, me) },
        replyPolicy: await policyFor(transaction, thread, me),
        posts: { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.endCursor } },
      },
    };
  });
}

function groupPage(me: AccountActor, { id }: Variables) {
  return floorTransaction(pool, me, async (transaction) => {
    const group = await groups.group(transaction, String(id));
    if (!group) return { group: null };
    const page = await stories.threadsOfGroup(transaction, group.organisationId, group.id, { first: 20, after: null });
    const ids = page.nodes.map((thread) => thread.id);
    const activity = keyed(await stories.lastActivity(transaction, ids), (row) => row.threadId);
    const openers = keyed(
      await stories.posts(transaction, page.nodes.map((thread) => thread.openerPostId)), // prettier-ignore
      (post) => post.id,
    );
    const edges = page.nodes.map((thread) => {
      const opener = openers.get(thread.openerPostId);
      if (!opener) throw new Error('a thread has a story');
      const { id: postId, state, text, createdAt, contentNotes, author } = postOf(opener, me);
      return {
        cursor: encodeCursor({ at: thread.createdAt, id: thread.id }),
        node: {
          ...{ id: thread.id, title: thread.title, openedByMe: openedByMe(thread, me) },
          lastActivityAt: activity.get(thread.id)?.at ?? thread.createdAt,
          opener: { id: postId, state, text, createdAt, contentNotes, author },
        },
      };
    });
    const pageInfo = { hasNextPage: page.hasNextPage, endCursor: page.endCursor };
    return { group: { id: group.id, name: group.name, threads: { edges, pageInfo } } };
  });
}

interface ReplyInput {
  readonly clientKey: string;
  readonly threadId: string;
  readonly text: string;
}

async function reply(me: AccountActor, variables: Variables) {
  const input = variables['input'] as ReplyInput;
  const text = input.text.trim();
  const done = await floorTransaction(pool, me, async (transaction) => {
    const thread = isId(input.threadId) ? await stories.thread(transaction, input.threadId) : null;
    const place = thread && StoriesReader.writerIn(me, thread.groupId);
    if (!thread || !place) return fail(notFound);
    const { organisationId, groupId } = thread;
    const key = { organisationId, who: me.accountId, operation: 'reply', clientKey: input.clientKey, input };
    let severity: ReturnType<typeof assess>['severity'] = 'GREEN';
    const made = await once(transaction, key, async (): Promise<Result<{ postId: Id }, Problem>> => {
      let lastPostAt: Date | null = null;
      if (thread.slowModeMinutes !== null) {
        await transaction.run(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
          `${thread.id} ${place.membershipId}`,
        ]);
        lastPostAt = (await stories.myLastPosts(transaction, [thread.id]))[0]?.at ?? null;
      }
      const at = new Date();
      const nobody = { isModerator: false, isOpener: false, writesMuch: false };
      const policy = replyPolicyAt(thread, { ...nobody, mayWrite: place.mayWrite, lastPostAt }, at);
      const allowed = mayReply(policy);
      if (!allowed.ok) return allowed;
      const assessment = assess(text);
      ({ severity } = assessment);
      const group = await groups.group(transaction, groupId);
      if (!group) return fail(notFound);
      const seenBefore =
        group.moderationMode === 'NEWCOMERS'
          ? await stories.seenPosts(transaction, organisationId, place.membershipId)
          : 0;
      const state = firstState({
        ...{ mode: group.moderationMode, byModerator: false, seenBefore, assessment },
        ...{ newcomerPosts: settings.KRING_NEWCOMER_POSTS, threadHolds: policy.heldForReview },
        ...{ memberHolds: false, waitsForDuty: false, hasPhotos: false },
      });
      const post = {
        ...({ organisationId, id: newId(at), threadId: thread.id, groupId, kind: 'REPLY', text, state, at } as const),
        ...{ membershipId: place.membershipId, staffId: null, contentNotes: [], photoCount: 0 },
      };
      await writer.submit(transaction, post, assessment);
      return ok({ postId: post.id });
    });
    if (!made.ok) return made;
    const post = await stories.post(transaction, made.value.postId ?? '');
    return post ? ok({ post, needsHelp: severityRank(severity) >= severityRank('CRISIS') }) : fail(notFound);
  });
  if (!done.ok) return { reply: refusal(done.problem) };
  const { id, text: kept, state, createdAt, contentNotes, myReactions, author } = postOf(done.value.post, me);
  const post = { id, text: kept, state, createdAt, contentNotes, myReactions, author };
  const card = done.value.needsHelp ? { message: help.card('nl').message } : null;
  return { reply: { __typename: 'PostSubmitted', post, help: card } };
}

function refusal(problem: Problem) {
  return { __typename: 'Problem', code: problem.code, message: problemMessage(problem, 'nl') };
}

async function signInAs(variables: Variables, from: Reply) {
  const input = variables['input'] as { signInName: string; passphrase: string };
  const done = await signIn.run({ ...input, oneTimeCode: null }, from);
  if (!done.ok) return { signIn: refusal(done.problem) };
  if (!('token' in done.value)) throw new Error('a member needs no one-time code');
  const actor = await sessions.check(done.value.token);
  return { signIn: { __typename: 'Session', token: done.value.token, viewer: { id: actor?.accountId } } };
}

async function queuePage(me: AccountActor, { organisationId, order: asked }: Variables) {
  const now = new Date();
  const id = String(organisationId);
  const right = moderatorOf(me, id);
  if (!right) return { reviewItems: null };
  const order = asked === 'UNTOUCHED' ? asked : 'GRAVEST';
  const filter = { ...wholeQueue, organisationId: id, staffId: right.staffId, now };
  return floorTransaction(pool, me, async (transaction) => {
    const rows = await queue.page(transaction, filter, order, 20, null);
    const counted = await queue.counts(transaction, filter);
    const page = rows.slice(0, 20);
    const threads = keyed(await stories.threads(transaction, page.map((row) => row.threadId)), (row) => row.id); // prettier-ignore
    const names = keyed(
      await groups.groups(transaction, [...new Set(page.map((row) => row.groupId))]),
      (row) => row.id,
    );
    const claims = page.map((row) => liveClaim(row, now));
    const holders = keyed(
      await staff.staff(transaction, [...new Set(claims.flatMap((claim) => (claim ? [claim.staffId] : [])))]),
      (row) => row.id,
    );
    const edges = page.map((row, place) => {
      const thread = threads.get(row.threadId);
      const group = names.get(row.groupId);
      const claim = claims[place] ?? null;
      const holder = claim && holders.get(claim.staffId);
      return {
        cursor: placeOf(row, order),
        node: {
          ...{ id: row.id, state: stateAt(row, now), severity: row.severity, why: explainReason(row.reason, 'nl') },
          ...{ dueAt: row.dueAt, openedAt: row.openedAt, version: row.version },
          claim: claim && {
            expiresAt: claim.expiresAt,
            by: holder ? { id: holder.id, displayName: holder.displayName } : null,
          },
          thread: thread && { id: thread.id, title: thread.title, group: group && { id: group.id, name: group.name } },
        },
      };
    });
    const counts = (['CRISIS', 'RED', 'AMBER', 'GREEN'] as const).map((severity) => ({
      severity,
      count: counted.find((one) => one.severity === severity)?.count ?? 0,
    }));
    const pageInfo = { hasNextPage: rows.length > 20, endCursor: edges.at(-1)?.cursor ?? null };
    return { reviewItems: { counts, edges, pageInfo } };
  });
}

const answers: Readonly<Record<string, (me: AccountActor, variables: Variables) => Promise<unknown>>> = {
  '/thread': threadPage,
  '/group': groupPage,
  '/reply': reply,
  '/queue': queuePage,
};

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => resolve(Buffer.concat(pieces).toString()));
    request.on('error', reject);
  });
}

/** The limits on tries need a device and an address; this floor is asked from one. */
function from(request: IncomingMessage): Reply {
  return {
    deviceMark: /__Host-kring-device=([\w-]{22})/.exec(request.headers.cookie ?? '')?.[1] ?? '',
    addressMark: request.socket.remoteAddress ?? '',
    setSession: () => undefined,
    isKnownTo: () => false,
    rememberFor: () => undefined,
  };
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const variables = JSON.parse(await bodyOf(request)) as Variables;
  if (request.url === '/sign-in') return signInAs(variables, from(request));
  const token = /__Host-kring=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const hash = tokenHash(token);
  const me = (await identity.check([hash], new Date())).get(hash.toString('hex'))?.actor;
  const asked = answers[request.url ?? ''];
  if (!me || !asked) throw new Error('nobody asks, or for nothing');
  return asked(me, variables);
}

const server = createServer((request, response) => {
  answer(request).then(
    (data) => {
      const body = JSON.stringify({ data });
      const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
      response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    },
    (error: unknown) =>
      response
        .writeHead(500)
        .end(JSON.stringify({ errors: [{ message: error instanceof Error ? error.message : '' }] })),
  );
});
assess(''); // The rules are read before the first reply, as in Kring.
server.listen(settings.KRING_PORT, '127.0.0.1', () => process.stdout.write('ready\n'));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
