import { type Severity, severityRank } from '@kring/safety';

/** A post that a member asked for, with one client key however often it was sent. */
export interface Asked {
  readonly clientKey: string;
  readonly operation: 'openThread' | 'reply';
  readonly membershipId: string;
  readonly text: string;
  /** What it was changed to afterwards; null when it was not. */
  readonly editedTo: string | null;
  /** The id that the service answered; null when it never did. */
  readonly postId: string | null;
  /** What the safety library says of the text, and of what it was changed to. */
  readonly severity: Severity;
  readonly editedSeverity: Severity | null;
}

export interface KeptPost {
  readonly id: string;
  readonly threadId: string;
  readonly membershipId: string | null;
  readonly text: string;
  readonly revision: number;
  readonly state: string;
}

/** What the database holds when all is quiet again. */
export interface Kept {
  readonly posts: readonly KeptPost[];
  readonly threads: readonly { readonly id: string; readonly openerPostId: string }[];
  readonly revisions: readonly { readonly postId: string; readonly revision: number; readonly text: string }[];
  readonly assessments: readonly {
    readonly postId: string;
    readonly revision: number;
    readonly severity: Severity;
    readonly hold: boolean;
    readonly checked: boolean;
  }[];
  readonly climates: readonly { readonly threadId: string }[];
  readonly climatePoints: readonly { readonly postId: string | null }[];
  readonly reviewItems: readonly {
    readonly id: string;
    readonly threadId: string;
    readonly severity: Severity;
    readonly state: string;
    readonly claimMinutesLeft: number | null;
  }[];
  readonly clientKeys: readonly {
    readonly clientKey: string;
    readonly operation: string;
    readonly postId: string | null;
  }[];
  readonly outbox: readonly { readonly type: string; readonly state: string }[];
  /** How many events each handler has handled. */
  readonly handled: Readonly<Record<string, number>>;
}

/** Something that must not be: which rule it breaks, and where. */
export interface Fault {
  readonly rule: string;
  readonly about: string;
}

/** A claim lasts ten minutes unless it is renewed. */
const longestClaimMinutes = 10;

/** Compares what was asked for with what is there. Nothing is found when nothing was lost, doubled, made up or left undone. */
export function faultsIn(kept: Kept, asked: readonly Asked[]): Fault[] {
  return [
    ...wrongPosts(kept, asked),
    ...wrongKeys(kept, asked),
    ...wrongReadings(kept, asked),
    ...wrongClimates(kept),
    ...wrongItems(kept),
    ...wrongEvents(kept),
  ];
}

function by<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(key(one), [...(found.get(key(one)) ?? []), one]);
  return found;
}

function wrongPosts(kept: Kept, asked: readonly Asked[]): Fault[] {
  const faults: Fault[] = [];
  const first = new Map(kept.revisions.filter((one) => one.revision === 1).map((one) => [one.postId, one.text]));
  const told = by(kept.posts, (post) => `${post.membershipId} ${first.get(post.id)}`);
  const wanted = new Set<string>();
  for (const one of asked) {
    const key = `${one.membershipId} ${one.text}`;
    wanted.add(key);
    const found = told.get(key) ?? [];
    if (found.length > 1) faults.push({ rule: 'doubled', about: one.clientKey });
    if (one.postId === null) continue;
    const post = found.find(({ id }) => id === one.postId);
    if (!post) faults.push({ rule: 'lost', about: one.clientKey });
    else if (post.text !== (one.editedTo ?? one.text)) faults.push({ rule: 'words changed', about: post.id });
  }
  for (const [key, found] of told) if (!wanted.has(key)) faults.push(...found.map(({ id }) => ({ rule: 'never asked for', about: id }))); // prettier-ignore
  const openers = new Set(kept.threads.map((thread) => thread.openerPostId));
  const threads = by(kept.posts, (post) => post.threadId);
  for (const thread of kept.threads) {
    const opener = (threads.get(thread.id) ?? []).some((post) => post.id === thread.openerPostId);
    if (!opener) faults.push({ rule: 'thread without its story', about: thread.id });
  }
  if (openers.size !== kept.threads.length) faults.push({ rule: 'threads share a story', about: 'threads' });
  return faults;
}

function wrongKeys(kept: Kept, asked: readonly Asked[]): Fault[] {
  const faults: Fault[] = [];
  const keys = by(kept.clientKeys, (key) => key.clientKey);
  const posts = new Set(kept.posts.map((post) => post.id));
  for (const one of asked) {
    const found = keys.get(one.clientKey) ?? [];
    const remembered = found.length === 1 && found[0]?.postId === one.postId && found[0].operation === one.operation;
    if (one.postId !== null && !remembered) faults.push({ rule: 'key not remembered', about: one.clientKey });
  }
  for (const key of kept.clientKeys) {
    if (key.postId === null || !posts.has(key.postId))
      faults.push({ rule: 'key without its post', about: key.clientKey });
  }
  return faults;
}

function wrongReadings(kept: Kept, asked: readonly Asked[]): Fault[] {
  const revisions = by(kept.revisions, (one) => one.postId);
  const assessments = by(kept.assessments, (one) => `${one.postId} ${one.revision}`);
  const severityOf = (postId: string | null, revision: number | undefined): Severity | undefined =>
    assessments.get(`${postId} ${revision}`)?.[0]?.severity;
  const last = new Map(kept.posts.map((post) => [post.id, post.revision]));
  const other = asked.filter(({ postId, severity, editedSeverity }) => {
    if (postId === null || !last.has(postId)) return false;
    return severityOf(postId, 1) !== severity || severityOf(postId, last.get(postId)) !== (editedSeverity ?? severity);
  });
  return [
    ...other.map(({ clientKey }) => ({ rule: 'read as something else', about: clientKey })),
    ...kept.posts.flatMap((post): Fault[] => {
      const numbers = (revisions.get(post.id) ?? []).map((one) => one.revision).sort((a, b) => a - b);
      const whole = numbers.length === post.revision && numbers.every((number, place) => number === place + 1);
      if (!whole) return [{ rule: 'revisions not whole', about: post.id }];
      return numbers.flatMap((number): Fault[] => {
        const found = assessments.get(`${post.id} ${number}`) ?? [];
        if (found.length !== 1) return [{ rule: 'not assessed once', about: `${post.id} ${number}` }];
        return found[0]?.checked ? [] : [{ rule: 'not checked', about: `${post.id} ${number}` }];
      });
    }),
  ];
}

function wrongClimates(kept: Kept): Fault[] {
  const climates = by(kept.climates, (one) => one.threadId);
  const points = by(kept.climatePoints, (one) => one.postId ?? '');
  return [
    ...kept.threads
      .filter(({ id }) => climates.get(id)?.length !== 1)
      .map(({ id }) => ({ rule: 'climate never read', about: id })),
    ...kept.posts
      .filter(({ id }) => points.get(id)?.length !== 1)
      .map(({ id }) => ({ rule: 'not one climate point', about: id })),
  ];
}

function wrongItems(kept: Kept): Fault[] {
  const faults: Fault[] = [];
  const items = by(kept.reviewItems, (item) => item.threadId);
  const needs = new Map<string, number>();
  const threadOf = new Map(kept.posts.map((post) => [post.id, post.threadId]));
  const need = (threadId: string, rank: number): unknown =>
    needs.set(threadId, Math.max(rank, needs.get(threadId) ?? 0));
  for (const post of kept.posts) if (post.state === 'HELD') need(post.threadId, severityRank('GREEN'));
  for (const one of kept.assessments) {
    const threadId = threadOf.get(one.postId);
    if (threadId === undefined) continue;
    if (!one.checked || one.severity !== 'GREEN') need(threadId, severityRank(one.severity));
  }
  for (const [threadId, rank] of needs) {
    const open = (items.get(threadId) ?? []).filter((item) => item.state !== 'RESOLVED');
    if (open.length === 0) faults.push({ rule: 'nobody was called', about: threadId });
    else if (severityRank(open[0]?.severity ?? 'GREEN') < rank)
      faults.push({ rule: 'called too late', about: threadId });
  }
  for (const [threadId, found] of items) {
    if (found.filter((item) => item.state !== 'RESOLVED').length > 1)
      faults.push({ rule: 'called twice', about: threadId });
  }
  for (const item of kept.reviewItems) {
    const left = item.claimMinutesLeft;
    const stuck = item.state === 'CLAIMED' ? left === null || left > longestClaimMinutes : left !== null;
    if (stuck) faults.push({ rule: 'claim stuck', about: item.id });
  }
  return faults;
}

function wrongEvents(kept: Kept): Fault[] {
  const waiting = kept.outbox.map((event) => ({
    rule: event.state === 'POISON' ? 'poison' : 'undelivered',
    about: event.type,
  }));
  const climates = kept.handled['update-climate'] ?? 0;
  // One event a revision: post.submitted for the first, post.edited for each later one.
  const right = climates === kept.revisions.length;
  return right ? waiting : [...waiting, { rule: 'not handled once', about: `${climates} of ${kept.revisions.length}` }];
}
