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
  /** Whether its author took it away, or went and took everything along; null while it is to be there. */
  readonly gone: 'deleted' | 'erased' | null;
}

/** What else people were told has happened. */
export interface Told {
  /** By post, membership and kind; false when it was taken back last. */
  readonly reactions: ReadonlyMap<string, boolean>;
  readonly flags: readonly string[];
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly deeds: readonly {
    readonly kind: 'decision' | 'intervention';
    readonly reason: string;
    readonly acknowledged: boolean;
  }[];
  /** The group in which moderators decide: whatever waits there has somebody, and nothing else is asked for. */
  readonly decidedGroup: string | null;
}

export const nothingElse: Told = {
  reactions: new Map(),
  flags: [],
  joined: [],
  left: [],
  deeds: [],
  decidedGroup: null,
};

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
  readonly threads: readonly { readonly id: string; readonly openerPostId: string; readonly groupId: string }[];
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
  /** Post, membership and kind in one. */
  readonly reactions: readonly { readonly key: string }[];
  readonly flags: readonly { readonly id: string; readonly reviewItemId: string | null }[];
  readonly memberships: readonly { readonly id: string; readonly state: string }[];
  readonly decisions: readonly { readonly reason: string }[];
  readonly interventions: readonly { readonly reason: string }[];
  readonly outbox: readonly { readonly type: string; readonly state: string }[];
  /** All events there ever were, as written in their transactions. */
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly handled: readonly { readonly eventId: string; readonly handler: string }[];
}

/** Something that must not be: which rule it breaks, and where. */
export interface Fault {
  readonly rule: string;
  readonly about: string;
}

/** A claim lasts ten minutes unless it is renewed. */
const longestClaimMinutes = 10;

/** Who listens to which event. */
export type Handlers = (type: string) => readonly string[];

/** Compares what was asked for with what is there. Nothing is found when nothing was lost, doubled, made up or left undone. */
export function faultsIn(kept: Kept, asked: readonly Asked[], told: Told, handlers: Handlers): Fault[] {
  return [
    ...wrongPosts(kept, asked),
    ...wrongKeys(kept, asked),
    ...wrongReadings(kept, asked),
    ...wrongClimates(kept, asked),
    ...wrongItems(kept, told.decidedGroup),
    ...wrongEvents(kept, handlers),
    ...wrongDeeds(kept, told),
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
  const byId = new Map(kept.posts.map((post) => [post.id, post]));
  const gone = new Set(asked.flatMap((one) => (one.gone === null ? [] : [one.postId])));
  const told = by(kept.posts.filter((post) => !gone.has(post.id)), (post) => `${post.membershipId} ${first.get(post.id)}`); // prettier-ignore
  const wanted = new Set<string>();
  for (const one of asked) {
    if (one.gone !== null) {
      const post = byId.get(one.postId ?? '');
      if (!post) faults.push({ rule: 'lost', about: one.clientKey });
      else faults.push(...(isGone(post, one.gone, first.get(post.id)) ? [] : [{ rule: 'not gone', about: post.id }]));
      continue;
    }
    const key = `${one.membershipId} ${one.text}`;
    wanted.add(key);
    const found = told.get(key) ?? [];
    if (found.length > 1) faults.push({ rule: 'doubled', about: one.clientKey });
    if (one.postId === null) continue;
    const post = found.find(({ id }) => id === one.postId);
    if (!post) faults.push({ rule: 'lost', about: one.clientKey });
    else if (post.text !== (one.editedTo ?? one.text) || post.state === 'DELETED')
      faults.push({ rule: 'words changed', about: post.id });
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

/** A deleted post is empty; an erased one has no author and no words anywhere, but those kept for a review. */
function isGone(post: KeptPost, how: 'deleted' | 'erased', firstWords: string | undefined): boolean {
  if (post.state !== 'DELETED' || post.text !== '') return false;
  return how === 'deleted' || (post.membershipId === null && firstWords !== undefined);
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

function wrongClimates(kept: Kept, asked: readonly Asked[]): Fault[] {
  const climates = by(kept.climates, (one) => one.threadId);
  const points = by(kept.climatePoints, (one) => one.postId ?? '');
  // A post that was taken away before its thread was read has no part in it.
  const gone = new Set(asked.flatMap((one) => (one.gone === null ? [] : [one.postId])));
  const isRight = (id: string): boolean => {
    const count = points.get(id)?.length ?? 0;
    return count === 1 || (count === 0 && gone.has(id));
  };
  return [
    ...kept.threads
      .filter(({ id }) => climates.get(id)?.length !== 1)
      .map(({ id }) => ({ rule: 'climate never read', about: id })),
    ...kept.posts.filter(({ id }) => !isRight(id)).map(({ id }) => ({ rule: 'not one climate point', about: id })),
  ];
}

function wrongItems(kept: Kept, decidedGroup: string | null): Fault[] {
  const faults: Fault[] = [];
  const items = by(kept.reviewItems, (item) => item.threadId);
  const needs = new Map<string, number>();
  const threadOf = new Map(kept.posts.map((post) => [post.id, post.threadId]));
  const need = (threadId: string, rank: number): unknown =>
    needs.set(threadId, Math.max(rank, needs.get(threadId) ?? 0));
  for (const post of kept.posts) if (post.state === 'HELD') need(post.threadId, severityRank('GREEN'));
  const decided = new Set(kept.threads.filter((one) => one.groupId === decidedGroup).map((one) => one.id));
  const newest = new Map(kept.posts.map((post) => [post.id, post.state === 'DELETED' ? null : post.revision]));
  for (const one of kept.assessments) {
    const threadId = threadOf.get(one.postId);
    if (threadId === undefined || decided.has(threadId)) continue;
    // A cry for help stays one when its words are changed or taken away.
    const counts = one.severity === 'CRISIS' || newest.get(one.postId) === one.revision;
    if (counts && (!one.checked || one.severity !== 'GREEN')) need(threadId, severityRank(one.severity));
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

function wrongEvents(kept: Kept, handlers: Handlers): Fault[] {
  const waiting = kept.outbox.map((event) => ({
    rule: event.state === 'POISON' ? 'poison' : 'undelivered',
    about: event.type,
  }));
  const handled = by(kept.handled, (one) => one.eventId);
  const wrong = kept.events.filter(({ id, type }) => {
    const by = (handled.get(id) ?? []).map((one) => one.handler).sort();
    return by.join() !== [...handlers(type)].sort().join();
  });
  const known = new Set(kept.events.map((event) => event.id));
  return [
    ...waiting,
    ...wrong.map(({ id, type }) => ({ rule: 'not handled once', about: `${type} ${id}` })),
    ...[...handled.keys()].filter((id) => !known.has(id)).map((id) => ({ rule: 'never happened', about: id })),
  ];
}

function wrongDeeds(kept: Kept, told: Told): Fault[] {
  const faults: Fault[] = [];
  const reactions = new Set(kept.reactions.map(({ key }) => key));
  const gone = new Set(kept.posts.flatMap((post) => (post.state === 'DELETED' ? [post.id] : [])));
  for (const [key, on] of told.reactions)
    if (reactions.has(key) !== on && !gone.has(key.split(' ')[0] ?? ''))
      faults.push({ rule: 'reaction lost', about: key });
  const flags = by(kept.flags, (flag) => flag.id);
  for (const id of told.flags) if (flags.get(id)?.length !== 1) faults.push({ rule: 'flag lost', about: id });
  for (const { id, reviewItemId } of kept.flags)
    if (reviewItemId === null) faults.push({ rule: 'flag taken up by nobody', about: id });
  const states = new Map(kept.memberships.map(({ id, state }) => [id, state]));
  const left = new Set(told.left);
  for (const id of told.joined) if (states.get(id) !== (left.has(id) ? 'LEFT' : 'ACTIVE')) faults.push({ rule: 'membership lost', about: id }); // prettier-ignore
  for (const id of told.left) if (states.get(id) !== 'LEFT') faults.push({ rule: 'leaving lost', about: id });
  const done = {
    decision: by(kept.decisions, ({ reason }) => reason),
    intervention: by(kept.interventions, ({ reason }) => reason),
  };
  for (const { kind, reason, acknowledged } of told.deeds) {
    const count = done[kind].get(reason)?.length ?? 0;
    if (count === 0 && acknowledged) faults.push({ rule: `${kind} lost`, about: reason });
    if (count > 1) faults.push({ rule: `${kind} doubled`, about: reason });
  }
  return faults;
}
