import { Injectable } from '@nestjs/common';
import { type Id, isId, type Page, type PageRequest, toPage } from '@kring/kernel';
import { type Actor, membershipIn, membershipsOf, organisationsOf, type Transaction } from '@kring/platform';
import { photosOfPost } from './photos';
import type { AssessmentRecord, NoticedInThread, PostReading, PostRecord, ThreadRecord } from './records';

const threadColumns = `
  t.organisation_id AS "organisationId", t.id, t.group_id AS "groupId", t.title, t.opener_post_id AS "openerPostId",
  t.opener_membership_id AS "openerMembershipId", t.visible, t.created_at AS "createdAt",
  t.slow_mode_minutes AS "slowModeMinutes", t.slow_mode_ends_at AS "slowModeEndsAt", t.hold_replies AS "holdReplies",
  t.hold_replies_ends_at AS "holdRepliesEndsAt", t.paused_until AS "pausedUntil", t.closed_at AS "closedAt", t.explanation,
  t.slow_mode_for AS "slowModeFor", t.slow_mode_spares_opener AS "slowModeSparesOpener", t.quiet_hours AS "quietHours",
  t.quiet_ends_at AS "quietEndsAt", t.quiet_explanation AS "quietExplanation", t.prompt, t.prompt_ends_at AS "promptEndsAt",
  t.moved_from AS "movedFrom", t.dissolved_at AS "dissolvedAt",
  (SELECT g.night FROM groups g WHERE g.organisation_id = t.organisation_id AND g.id = t.group_id) AS "groupNight"`;

/** `$1` organisations, `$2` the reader's memberships. */
const postColumns = `
  p.organisation_id AS "organisationId", p.id, p.thread_id AS "threadId", p.group_id AS "groupId", p.kind,
  p.author_membership_id AS "authorMembershipId", p.author_staff_id AS "authorStaffId",
  coalesce(m.nickname, CASE WHEN p.author_staff_id IS NOT NULL THEN (SELECT s.display_name FROM staff s
    WHERE s.organisation_id = p.organisation_id AND s.id = p.author_staff_id) END) AS "authorName", m.avatar AS "authorAvatar", p.text, p.revision, p.state,
  p.content_notes AS "contentNotes", p.pinned_after AS "pinnedAfter", p.created_at AS "createdAt", p.edited_at AS "editedAt",
  ARRAY(SELECT r.kind FROM reactions r WHERE r.organisation_id = p.organisation_id AND r.organisation_id = ANY ($1)
    AND r.post_id = p.id AND r.membership_id = ANY ($2) ORDER BY r.created_at) AS "myReactions",
  ${photosOfPost} AS photos,
  CASE WHEN p.author_membership_id = ANY ($2) THEN
    ARRAY(SELECT DISTINCT r.kind FROM reactions r WHERE r.organisation_id = p.organisation_id AND r.organisation_id = ANY ($1)
      AND r.post_id = p.id ORDER BY r.kind) END AS "receivedReactions"`;
const postAuthors = `
  LEFT JOIN memberships m ON m.organisation_id = p.organisation_id AND m.id = p.author_membership_id`;
const postSource = `posts p ${postAuthors}`;

const levels = `ARRAY['GREEN', 'AMBER', 'RED', 'CRISIS']`;

/**
 * An assessment `a` with what was said after the rules: other readers may raise its severity (`s`), and what a person said of
 * it last outweighs both (`j`).
 */
const saidAfter = `
  LEFT JOIN LATERAL (SELECT max(array_position(${levels}, r.severity)) AS rank, jsonb_path_query_array(jsonb_agg(r.signals ORDER BY r.reader), '$[*][*]') AS signals
    FROM second_readings r WHERE r.organisation_id = a.organisation_id AND r.post_id = a.post_id AND r.revision = a.revision) s ON true
  LEFT JOIN LATERAL (SELECT g.severity FROM post_judgements g WHERE g.organisation_id = a.organisation_id AND g.post_id = a.post_id
    AND g.revision = a.revision ORDER BY g.at DESC, g.id DESC LIMIT 1) j ON true`;
const severitySaid = `coalesce(j.severity, (${levels})[greatest(array_position(${levels}, a.severity), s.rank)])`;
const signalsSaid = `coalesce(s.signals, '[]') || a.signals`;

/** `$1` the organisation, `$2` the thread. */
const readingSelect = `
  SELECT p.id, coalesce(p.author_membership_id, p.author_staff_id, p.id)::text AS author,
    CASE WHEN p.author_staff_id IS NULL THEN 'member' ELSE 'moderator' END AS role, p.text, p.state, p.revision, p.photo_count AS "photoCount",
    p.created_at AS "createdAt",
    CASE WHEN a.post_id IS NOT NULL THEN
      jsonb_build_object('severity', ${severitySaid}, 'hold', a.hold, 'checked', a.checked, 'signals', ${signalsSaid}) END AS assessment
  FROM posts p LEFT JOIN assessments a
    ON a.organisation_id = p.organisation_id AND a.post_id = p.id AND a.revision = p.revision
  ${saidAfter}
  WHERE p.organisation_id = $1 AND p.thread_id = $2`;

/** `$1` organisations. */
const inSight = `EXISTS (SELECT FROM threads h WHERE h.organisation_id = p.organisation_id AND h.organisation_id = ANY ($1) AND h.id = p.thread_id)`;

/** Reads threads and posts as the actor of the transaction may see them; what they may not see is not there. */
@Injectable()
export class StoriesReader {
  async thread(transaction: Transaction, id: Id): Promise<ThreadRecord | null> {
    return (await this.threads(transaction, [id]))[0] ?? null;
  }

  async threads(transaction: Transaction, ids: readonly Id[]): Promise<ThreadRecord[]> {
    return transaction.rows<ThreadRecord>(
      `SELECT ${threadColumns} FROM threads t WHERE t.organisation_id = ANY ($1) AND t.id = ANY ($2)`,
      [organisationsOf(transaction.actor), ids.filter(isId)],
    );
  }

  /** Stories of a group that are shown first, newest first. */
  async spotlit(transaction: Transaction, organisationId: Id, groupId: Id): Promise<ThreadRecord[]> {
    return transaction.rows<ThreadRecord>(
      `SELECT ${threadColumns} FROM threads t JOIN posts p ON p.organisation_id = t.organisation_id AND p.id = t.opener_post_id
       WHERE t.organisation_id = $1 AND t.group_id = $2 AND t.spotlit_at IS NOT NULL AND t.visible AND p.state = 'VISIBLE'
       ORDER BY t.spotlit_at DESC, t.id DESC LIMIT 3`,
      [organisationId, groupId],
    );
  }

  /** What came out of several threads, in the order in which it did. */
  async cameOutOf(transaction: Transaction, threadIds: readonly Id[]): Promise<(ThreadRecord & { movedFrom: Id })[]> {
    return transaction.rows<ThreadRecord & { movedFrom: Id }>(
      `SELECT ${threadColumns} FROM threads t
       WHERE t.organisation_id = ANY ($1) AND t.moved_from = ANY ($2) AND t.dissolved_at IS NULL ORDER BY t.id`,
      [organisationsOf(transaction.actor), threadIds],
    );
  }

  /** Newest first. */
  async threadsOfGroup(
    transaction: Transaction,
    organisationId: Id,
    groupId: Id,
    page: PageRequest,
  ): Promise<Page<ThreadRecord>> {
    const { after } = page;
    const rows = await transaction.rows<ThreadRecord>(
      `SELECT ${threadColumns} FROM threads t WHERE t.organisation_id = $1 AND t.group_id = $2 AND t.dissolved_at IS NULL
         ${after ? 'AND (t.created_at, t.id) < ($4, $5::uuid)' : ''} ORDER BY t.created_at DESC, t.id DESC LIMIT $3`,
      [organisationId, groupId, page.first + 1, ...(after ? [after.at, after.id] : [])],
    );
    return toPage(rows, page.first, (row) => ({ at: row.createdAt, id: row.id }));
  }

  async post(transaction: Transaction, id: Id): Promise<PostRecord | null> {
    return (await this.posts(transaction, [id]))[0] ?? null;
  }

  /**
   * A post whose thread may be seen too: while a story waits, what was said under it is out of sight with it. One query,
   * whatever it finds, so that its time tells nothing.
   */
  async postInSight(transaction: Transaction, id: Id): Promise<PostRecord | null> {
    return this.postWhere(transaction, id, inSight);
  }

  /** The same, or one of the reader's own, which they may take away while its thread is out of sight. */
  async postInReach(transaction: Transaction, id: Id): Promise<PostRecord | null> {
    return this.postWhere(transaction, id, `(p.author_membership_id = ANY ($2) OR ${inSight})`);
  }

  private postWhere(transaction: Transaction, id: Id, condition: string): Promise<PostRecord | null> {
    return transaction.row<PostRecord & Record<string, unknown>>(
      `SELECT ${postColumns} FROM ${postSource} WHERE p.organisation_id = ANY ($1) AND p.id = $3 AND ${condition}`,
      [organisationsOf(transaction.actor), membershipsOf(transaction.actor), isId(id) ? id : null],
    );
  }

  async posts(transaction: Transaction, ids: readonly Id[]): Promise<PostRecord[]> {
    return transaction.rows<PostRecord>(
      `SELECT ${postColumns} FROM ${postSource} WHERE p.organisation_id = ANY ($1) AND p.id = ANY ($3)`,
      [organisationsOf(transaction.actor), membershipsOf(transaction.actor), ids.filter(isId)],
    );
  }

  /** Oldest first. The page is cut out of the index before anything hangs on it, so that a long thread costs what a short one does. */
  async postsOfThread(transaction: Transaction, thread: ThreadRecord, page: PageRequest): Promise<Page<PostRecord>> {
    const { after } = page;
    const rows = await transaction.rows<PostRecord>(
      `SELECT ${postColumns} FROM (
         SELECT * FROM posts WHERE organisation_id = $3 AND thread_id = $4 ${after ? 'AND (created_at, id) > ($6, $7::uuid)' : ''}
         ORDER BY created_at, id LIMIT $5) p ${postAuthors}
       ORDER BY p.created_at, p.id`,
      [
        [thread.organisationId],
        membershipsOf(transaction.actor),
        thread.organisationId,
        thread.id,
        page.first + 1,
        ...(after ? [after.at, after.id] : []),
      ],
    );
    return toPage(rows, page.first, (row) => ({ at: row.createdAt, id: row.id }));
  }

  /** Held posts of several threads, oldest first. */
  async heldPosts(transaction: Transaction, threadIds: readonly Id[]): Promise<PostRecord[]> {
    return transaction.rows<PostRecord>(
      `SELECT ${postColumns} FROM ${postSource}
       WHERE p.organisation_id = ANY ($1) AND p.thread_id = ANY ($3) AND p.state = 'HELD' ORDER BY p.created_at, p.id`,
      [organisationsOf(transaction.actor), membershipsOf(transaction.actor), threadIds],
    );
  }

  /** Every post of a thread with its newest assessment, as safety reads it, oldest first. For moderators and the system. */
  reading(transaction: Transaction, organisationId: Id, threadId: Id): Promise<PostReading[]> {
    return transaction.rows<PostReading>(`${readingSelect} ORDER BY p.created_at, p.id`, [organisationId, threadId]);
  }

  /** The same of posts that come after one. */
  readingAfter(
    transaction: Transaction,
    organisationId: Id,
    threadId: Id,
    after: { readonly at: Date; readonly id: Id },
  ): Promise<PostReading[]> {
    return transaction.rows<PostReading>(
      `${readingSelect} AND (p.created_at, p.id) > ($3, $4::uuid) ORDER BY p.created_at, p.id`,
      [organisationId, threadId, after.at, after.id],
    );
  }

  /** The same of one post of a thread. */
  readingOf(transaction: Transaction, organisationId: Id, threadId: Id, postId: Id): Promise<PostReading | null> {
    return transaction.row<PostReading & Record<string, unknown>>(`${readingSelect} AND p.id = $3`, [
      organisationId,
      threadId,
      postId,
    ]);
  }

  /** What was noticed in the words of one revision, whatever became of the post since. For the system. */
  async assessmentOf(
    transaction: Transaction,
    organisationId: Id,
    postId: Id,
    revision: number,
  ): Promise<AssessmentRecord | null> {
    return transaction.row<AssessmentRecord>(
      `SELECT ${severitySaid} AS severity, a.hold, a.checked, ${signalsSaid} AS signals FROM assessments a ${saidAfter}
       WHERE a.organisation_id = $1 AND a.post_id = $2 AND a.revision = $3`,
      [organisationId, postId, revision],
    );
  }

  /** Which members wrote in crisis in a thread since a moment, also where they changed or deleted it afterwards. For the system. */
  async wroteInCrisis(transaction: Transaction, organisationId: Id, threadId: Id, since: Date): Promise<Id[]> {
    const rows = await transaction.rows<{ id: Id }>(
      `SELECT DISTINCT p.author_membership_id AS id
       FROM posts p JOIN assessments a ON a.organisation_id = p.organisation_id AND a.post_id = p.id
       ${saidAfter}
       WHERE p.organisation_id = $1 AND p.thread_id = $2 AND p.author_membership_id IS NOT NULL AND a.created_at >= $3
         AND ${severitySaid} = 'CRISIS'`,
      [organisationId, threadId, since],
    );
    return rows.map(({ id }) => id);
  }

  /** The newest assessment of several posts. For moderators and the system. */
  async assessments(transaction: Transaction, postIds: readonly Id[]): Promise<(AssessmentRecord & { postId: Id })[]> {
    return transaction.rows<AssessmentRecord & { postId: Id }>(
      `SELECT DISTINCT ON (a.post_id) a.post_id AS "postId", ${severitySaid} AS severity, a.hold, a.checked, ${signalsSaid} AS signals
       FROM assessments a ${saidAfter}
       WHERE a.organisation_id = ANY ($1) AND a.post_id = ANY ($2) ORDER BY a.post_id, a.revision DESC`,
      [organisationsOf(transaction.actor), postIds],
    );
  }

  /** What was noticed in the posts of members, by thread and category, each at its gravest. For moderators and the system. */
  async noticedIn(transaction: Transaction, threadIds: readonly Id[]): Promise<NoticedInThread[]> {
    return transaction.rows<NoticedInThread>(
      `SELECT p.thread_id AS "threadId", e.signal->>'category' AS category,
         (${levels})[max(array_position(${levels}, e.signal->>'severity'))] AS severity
       FROM posts p JOIN assessments a
         ON a.organisation_id = p.organisation_id AND a.post_id = p.id AND a.revision = p.revision
       ${saidAfter}
       CROSS JOIN LATERAL jsonb_array_elements(${signalsSaid}) e (signal)
       WHERE p.organisation_id = ANY ($1) AND p.thread_id = ANY ($2) AND p.author_membership_id IS NOT NULL AND p.state <> 'DELETED'
       GROUP BY p.thread_id, e.signal->>'category'`,
      [organisationsOf(transaction.actor), threadIds],
    );
  }

  /** The words of a post as they were at a revision. For its author, moderators and the system. */
  async revisions(
    transaction: Transaction,
    postIds: readonly Id[],
  ): Promise<{ postId: Id; revision: number; text: string }[]> {
    return transaction.rows<{ postId: Id; revision: number; text: string }>(
      `SELECT post_id AS "postId", revision, text FROM post_revisions
       WHERE organisation_id = ANY ($1) AND post_id = ANY ($2) ORDER BY post_id, revision`,
      [organisationsOf(transaction.actor), postIds],
    );
  }

  /** What moderators told the author of each post; the newest. */
  async notices(transaction: Transaction, postIds: readonly Id[]): Promise<{ postId: Id; text: string }[]> {
    return transaction.rows<{ postId: Id; text: string }>(
      `SELECT DISTINCT ON (post_id) post_id AS "postId", text FROM post_notices
       WHERE organisation_id = ANY ($1) AND post_id = ANY ($2) ORDER BY post_id, at DESC`,
      [organisationsOf(transaction.actor), postIds],
    );
  }

  /** When each thread was last written in, as the reader may see it. */
  async lastActivity(transaction: Transaction, threadIds: readonly Id[]): Promise<{ threadId: Id; at: Date }[]> {
    return transaction.rows<{ threadId: Id; at: Date }>(
      `SELECT wanted.id AS "threadId", newest.created_at AS at FROM unnest($1::uuid[]) AS own (organisation_id)
       CROSS JOIN unnest($2::uuid[]) AS wanted (id)
       CROSS JOIN LATERAL (
         SELECT p.created_at FROM posts p WHERE p.organisation_id = own.organisation_id AND p.thread_id = wanted.id
         ORDER BY p.created_at DESC, p.id DESC LIMIT 1) newest`,
      [organisationsOf(transaction.actor), threadIds],
    );
  }

  /** When the reader last wrote in each thread; deleted posts count, so that deleting is no way around slow mode. */
  async myLastPosts(transaction: Transaction, threadIds: readonly Id[]): Promise<{ threadId: Id; at: Date }[]> {
    return transaction.rows<{ threadId: Id; at: Date }>(
      `SELECT thread_id AS "threadId", max(created_at) AS at FROM posts
       WHERE organisation_id = ANY ($1) AND thread_id = ANY ($2) AND author_membership_id = ANY ($3) GROUP BY thread_id`,
      [organisationsOf(transaction.actor), threadIds, membershipsOf(transaction.actor)],
    );
  }

  /** How often each member wrote in each thread since a moment, as far as the reader may see. */
  async postCounts(
    transaction: Transaction,
    threadIds: readonly Id[],
    since: Date,
  ): Promise<{ threadId: Id; membershipId: Id; count: number }[]> {
    return transaction.rows<{ threadId: Id; membershipId: Id; count: number }>(
      `SELECT thread_id AS "threadId", author_membership_id AS "membershipId", count(*)::int AS count FROM posts
       WHERE organisation_id = ANY ($1) AND thread_id = ANY ($2) AND created_at > $3 AND author_membership_id IS NOT NULL
       GROUP BY thread_id, author_membership_id`,
      [organisationsOf(transaction.actor), threadIds, since],
    );
  }

  /** How many posts of a membership the group has seen. */
  async seenPosts(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<number> {
    const row = await transaction.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT FROM posts WHERE organisation_id = $1 AND author_membership_id = $2 AND state = 'VISIBLE' LIMIT 100) seen`,
      [organisationId, membershipId],
    );
    return row?.count ?? 0;
  }

  /** The thread that a member wrote in last, whatever became of the post; null when they wrote in none. */
  async latestThreadOf(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<Id | null> {
    const row = await transaction.row<{ threadId: Id }>(
      `SELECT thread_id AS "threadId" FROM posts WHERE organisation_id = $1 AND author_membership_id = $2
       ORDER BY created_at DESC, id DESC LIMIT 1`,
      [organisationId, membershipId],
    );
    return row?.threadId ?? null;
  }

  /** When each member wrote last, whatever became of it; who wrote nothing is left out. For the system. */
  async lastWrote(
    transaction: Transaction,
    organisationId: Id,
    membershipIds: readonly Id[],
  ): Promise<ReadonlyMap<Id, Date>> {
    const rows = await transaction.rows<{ id: Id; at: Date }>(
      `SELECT author_membership_id AS id, max(created_at) AS at FROM posts
       WHERE organisation_id = $1 AND author_membership_id = ANY ($2) GROUP BY author_membership_id`,
      [organisationId, membershipIds],
    );
    return new Map(rows.map((row) => [row.id, row.at]));
  }

  /** Who the actor is in the group of a thread. */
  static writerIn(actor: Actor, groupId: Id): { membershipId: Id; mayWrite: boolean } | null {
    const right = membershipIn(actor, groupId);
    return right && right.state !== 'REQUESTED'
      ? { membershipId: right.membershipId, mayWrite: right.state === 'ACTIVE' }
      : null;
  }
}
