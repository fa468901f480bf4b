import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { invite, makeGroup, type RunningKring, tell } from '@kring/testing';
import { act } from '../access/act';
import { type Audience, type Canary, mayMeet } from '../access/canaries';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';
import { readersOf } from '../access/readers';
import type { Known } from './values';

/** Somebody who sends operations, and what they may come across. */
export interface Someone {
  readonly name: string;
  readonly token: string;
  readonly may: Set<Audience>;
}

const remembered = 40;

/** Mutations by which the one who sends them may end their own session; it is brought back, so that they go on. */
const endsSessions = new Set(['signOut', 'endSession', 'signIn', 'recoverAccount', 'joinGroup', 'confirmOneTimeCode']);

/** A canary world with people of all kinds in it, kept alive while they do whatever comes to mind. */
export class FuzzWorld implements Known {
  private readonly pools = new Map<string, string[]>();
  private readonly wordPools = new Map<string, string[]>();
  private canaries: Canary[] = [];
  /** Hashes of the sessions that go on; one was ended before it all began, and stays so. */
  private living: readonly string[] = [];

  private constructor(
    private readonly admin: Pool,
    readonly people: readonly Someone[],
    private readonly world: CanaryWorld,
  ) {}

  /** `earlier` canaries, of worlds that are over, are for nobody any more. */
  static async make(kring: RunningKring, earlier: readonly Canary[]): Promise<FuzzWorld> {
    const world = await canaryWorld(kring);
    const admin = new Pool({ connectionString: kring.database.adminUrl, max: 4 });
    const readers = await readersOf(kring, world);
    const people = readers.map(({ name, token, may }): Someone => ({ name, token, may: new Set(may) }));
    // Those with most to reach ask most.
    const busy = people.filter((one) => one.may.size > 1 || one.token === world.elsewhere.member.token);
    const made = new FuzzWorld(admin, [...people, ...busy, ...busy], world);
    made.canaries = [...guarded(world.canaries), ...earlier.map((canary) => ({ ...canary, audience: [] }))];
    await made.stock(kring);
    const { rows } = await admin.query<{ hash: string }>(
      `SELECT encode(token_hash, 'hex') AS hash FROM sessions WHERE ended_at IS NULL AND encode(token_hash, 'hex') = ANY ($1)`,
      [people.map(({ token }) => hashOf(token))],
    );
    made.living = rows.map(({ hash }) => hash);
    return made;
  }

  get kinds(): readonly string[] {
    return [...this.pools.keys()];
  }

  ids(typeName: string): readonly string[] {
    return this.pools.get(typeName) ?? [];
  }

  words(fieldName: string): readonly string[] {
    return this.wordPools.get(fieldName) ?? [];
  }

  /** All canaries there ever were, for the next world. */
  get toldSoFar(): readonly Canary[] {
    return this.canaries;
  }

  /** Remembers what an answer shows, so that later operations reach what earlier ones made. */
  learn(text: string): void {
    if (!text.includes('__typename')) return;
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const one = value as { __typename?: unknown; id?: unknown; endCursor?: unknown };
      if (typeof one.__typename === 'string' && typeof one.id === 'string')
        this.remember(this.pools, one.__typename, one.id);
      if (typeof one.endCursor === 'string') this.remember(this.wordPools, 'after', one.endCursor);
      Object.values(value).forEach(walk);
    };
    walk(JSON.parse(text));
  }

  /** What somebody came across in an answer though it is not for them. */
  async leaksIn(text: string, sent: string, someone: Someone): Promise<string[]> {
    const found = this.foundIn(text, sent, someone);
    if (found.length === 0) return [];
    await this.widen();
    return this.foundIn(text, sent, someone).map((canary) => `${someone.name} reads "${canary.place}"`);
  }

  /** Puts right what would end the story: a session of somebody who is needed. */
  async keepAlive(field: string): Promise<void> {
    if (!endsSessions.has(field)) return;
    await this.admin.query(
      `UPDATE sessions SET ended_at = NULL WHERE ended_at IS NOT NULL AND encode(token_hash, 'hex') = ANY ($1)`,
      [this.living],
    );
  }

  async close(): Promise<void> {
    await this.admin.end();
  }

  private foundIn(text: string, sent: string, someone: Someone): Canary[] {
    const beside = text.indexOf('"errors"');
    return this.canaries.filter(
      (canary) =>
        text.includes(canary.word) &&
        canary.word !== someone.token &&
        !mayMeet(canary, [...someone.may]) &&
        // A refusal may repeat what was sent; only an answer tells something.
        !(sent.includes(canary.word) && beside >= 0 && text.lastIndexOf(canary.word) > beside),
    );
  }

  /** Who may see what moves with what people do: posts are released, people are admitted. Never back: rows that went cannot leak. */
  private async widen(): Promise<void> {
    const { rows: inside } = await this.admin.query<{ hash: string }>(
      `SELECT encode(s.token_hash, 'hex') AS hash FROM sessions s JOIN rights r ON r.account_id = s.account_id
       WHERE r.group_id = $1 AND r.state IN ('ACTIVE', 'PAUSED')`,
      [this.world.group.id],
    );
    const hashes = new Set(inside.map((row) => row.hash));
    for (const someone of this.people) if (hashes.has(hashOf(someone.token))) someone.may.add('members');
    const { rows: seen } = await this.admin.query<{ text: string }>(
      `SELECT concat_ws(' ', p.id, p.thread_id, p.text, t.title) AS text FROM posts p
       JOIN threads t ON t.organisation_id = p.organisation_id AND t.id = p.thread_id
       WHERE p.organisation_id = $1 AND p.state = 'VISIBLE'`,
      [this.world.organisation.id],
    );
    this.canaries = this.canaries.map((canary) =>
      canary.audience.includes('author') && seen.some((row) => row.text.includes(canary.word))
        ? { ...canary, audience: [...canary.audience, 'members'] }
        : canary,
    );
  }

  /** What operations can name from the start: everything in the closed group, and a house of their own to act in. */
  private async stock(kring: RunningKring): Promise<void> {
    const { ids, elsewhere } = this.world;
    const house = elsewhere.organisation;
    const own = await tell(kring, elsewhere.member, elsewhere.group, 'Een gewone dag', 'Ik ging wandelen.');
    const second = await makeGroup(kring, house, 'Nog een');
    const stocked: Record<string, string[]> = {
      Organisation: [house.id, ids.organisation],
      Group: [elsewhere.group.id, ids.group, second.id, this.world.otherGroup.id],
      Thread: [own.post.thread.id, ids.thread, ids.heldThread],
      Post: [own.post.id, ids.post, ids.heldPost, ids.hiddenPost],
      ReviewItem: [ids.reviewItem, ids.resolvedItem],
      Intervention: [ids.intervention],
      Membership: [elsewhere.member.membershipId, ids.membership, ids.requestedMembership],
      InvitationSummary: [ids.invitation],
      SignedInSession: [ids.session],
      Photo: [randomUUID()],
    };
    for (const [kind, some] of Object.entries(stocked)) for (const id of some) this.remember(this.pools, kind, id);
    await act(kring, elsewhere.moderator, 'setSlowMode', {
      threadId: own.post.thread.id,
      minutes: 1,
      reason: 'Rustig.',
    });
    const staffCode = await act<{ code: string }>(
      kring,
      house.organiser,
      'inviteStaff',
      { clientKey: randomUUID(), organisationId: house.id, role: 'MODERATOR', displayName: 'Nieuw' },
      '... on StaffInvitation { code }',
    );
    const codes = [
      await invite(kring, house, elsewhere.group),
      await invite(kring, house, elsewhere.group, 'PERSONAL'),
      await invite(kring, house, second),
      staffCode.code,
      'AAAA-BBBB-CCCC-DDDD',
    ];
    for (const code of codes) this.remember(this.wordPools, 'code', code);
    // Nobody may sign in as somebody of the closed group: they would be told what is theirs.
    const names = [elsewhere.member.signInName, `nieuw ${randomBytes(4).toString('hex')}`];
    for (const name of names) this.remember(this.wordPools, 'signInName', name);
    for (const one of [elsewhere.member.passphrase, 'vijf heel andere woorden hier']) {
      this.remember(this.wordPools, 'passphrase', one);
      this.remember(this.wordPools, 'newPassphrase', one);
    }
    const renewed = await act<{ codes: string[] }>(
      kring,
      elsewhere.member,
      'renewRecoveryCodes',
      { passphrase: elsewhere.member.passphrase },
      '... on RecoveryCodes { codes }',
    );
    for (const code of renewed.codes) this.remember(this.wordPools, 'recoveryCode', code);
  }

  private remember(pools: Map<string, string[]>, name: string, one: string): void {
    const pool = pools.get(name) ?? [];
    pools.set(name, pool);
    if (pool.includes(one)) return;
    // What was there from the start stays.
    if (pool.length >= remembered) pool.splice(10, 1);
    pool.push(one);
  }
}

/**
 * The words of the closed group. The house elsewhere is one to act in: its codes and a sign-in of it are known to everybody
 * here. Who may come across which id moves with all that is done, and is walked by the leak matrix, where nothing moves.
 */
function guarded(canaries: readonly Canary[]): Canary[] {
  return canaries.filter((canary) => !canary.audience.includes('elsewhere') && !canary.place.startsWith('id of'));
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
