import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  ask,
  askFor,
  foundOrganisation,
  type Group,
  hire,
  join,
  listen,
  makeGroup,
  type Member,
  oneTimeCode,
  type Organisation,
  passphrase,
  type Person,
  reply,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import { act } from './act';
import { signInAgain } from './canary-world';

jest.setTimeout(120_000);

/** What the architecture promises, in milliseconds. */
const promise = 2000;
const sessionOver = 4403;
const rightsChanged = 4205;

const posts = `subscription ($threadId: ID!) { postChanged(threadId: $threadId) { id text } }`;
const items = `subscription ($organisationId: ID!) { reviewItemChanged(organisationId: $organisationId) { id version } }`;

describe('rights that end while a socket is open', () => {
  let kring: RunningKring;
  let admin: Client;
  let organisation: Organisation;
  let group: Group;
  let author: Member;
  let threadId: string;
  const measured: string[] = [];

  beforeAll(async () => {
    kring = await startKring();
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    author = await join(kring, organisation, group);
    threadId = (await tell(kring, author, group, 'Slapen', 'Ik slaap slecht.')).post.thread.id;
  });
  afterAll(async () => {
    await admin.end();
    await kring.stop();
    process.stdout.write(
      `Rights that ended with a socket open; last event and close, ms after:\n${measured.join('\n')}\n`,
    );
  });

  const setState = (member: Member, state: string) =>
    admin.query('UPDATE memberships SET state = $2 WHERE id = $1', [member.membershipId, state]);
  const setStaff = (staff: StaffPerson, change: string) =>
    admin.query(`UPDATE staff SET ${change} WHERE display_name = $1`, [staff.displayName]);

  async function recoveryCodeOf(person: Person): Promise<string> {
    const input = { passphrase };
    const made = await act<{ codes: string[] }>(
      kring,
      person,
      'renewRecoveryCodes',
      input,
      '... on RecoveryCodes { codes }',
    );
    return made.codes[0] ?? '';
  }

  /** Ends somebody's rights while news comes in all the time; how long news still reached them, and when they were let go. */
  async function closedAfter(
    name: string,
    person: Person,
    subscription: { readonly document: string; readonly variables: Record<string, string> },
    end: () => Promise<unknown>,
  ): Promise<number> {
    const socket = await listen<{ id: string }>(kring.url, subscription.document, subscription.variables, person);
    let talking = true;
    const talk = (async () => {
      for (let turn = 0; talking; turn += 1) {
        await reply(kring, author, threadId, `Nog iets, ${turn}.`);
        await act(kring, author, 'flag', { clientKey: randomUUID(), threadId, reason: 'OTHER' });
        await admin.query('DELETE FROM tries');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    try {
      await socket.until(() => true, 20_000);
      await end();
      const ended = performance.now();
      let lastHeard = ended;
      let count = socket.heard.length;
      const watch = setInterval(() => {
        if (socket.heard.length === count) return;
        count = socket.heard.length;
        lastHeard = performance.now();
      }, 5);
      const code = await socket.closed;
      const closed = performance.now();
      // Nothing comes in afterwards, though there is still news.
      await new Promise((resolve) => setTimeout(resolve, 300));
      clearInterval(watch);
      const [last, close] = [Math.round(lastHeard - ended), Math.round(closed - ended)];
      measured.push(`  ${name.padEnd(44)} ${String(last).padStart(5)} ${String(close).padStart(5)}`);
      expect([name, last < promise, close < promise]).toEqual([name, true, true]);
      return code;
    } finally {
      talking = false;
      await talk;
      await socket.stop();
    }
  }

  const atThread = () => ({ document: posts, variables: { threadId } });
  const atQueue = () => ({ document: items, variables: { organisationId: organisation.id } });

  it.each<[string, (member: Member) => Promise<() => Promise<unknown>>, number]>([
    ['a sign-out', (member) => Promise.resolve(() => ask(kring.url, 'mutation { signOut }', {}, member)), sessionOver],
    [
      'a session ended from another device',
      async (member) => {
        const other = await signInAgain(kring, member);
        const viewer = await askFor<{ sessions: { id: string; isCurrent: boolean }[] }>(
          kring.url,
          '{ viewer { sessions { id isCurrent } } }',
          {},
          member,
        );
        const id = viewer.sessions.find((session) => session.isCurrent)?.id;
        return () => act(kring, other, 'endSession', { id });
      },
      sessionOver,
    ],
    [
      'a session that ran out',
      async (member) => {
        const { rows } = await admin.query<{ id: string }>(
          `SELECT id FROM sessions ORDER BY created_at DESC, id DESC LIMIT 1`,
        );
        expect(member.token).not.toBe('');
        return () => admin.query(`UPDATE sessions SET expires_at = now() WHERE id = $1`, [rows[0]?.id]);
      },
      sessionOver,
    ],
    [
      'an account that was recovered',
      async (member) => {
        const recoveryCode = await recoveryCodeOf(member);
        const input = { signInName: member.signInName, recoveryCode, newPassphrase: 'vijf heel andere woorden hier' };
        return () => act(kring, { token: '' }, 'recoverAccount', input);
      },
      sessionOver,
    ],
    [
      'a membership that its member ended',
      (member) => Promise.resolve(() => act(kring, member, 'leaveGroup', { groupId: group.id, erasePosts: false })),
      rightsChanged,
    ],
    ['a membership that was paused', (member) => Promise.resolve(() => setState(member, 'PAUSED')), rightsChanged],
    ['a membership that was removed', (member) => Promise.resolve(() => setState(member, 'REMOVED')), rightsChanged],
  ])('%s ends the news of a member within two seconds', async (name, prepare, code) => {
    const member = await join(kring, organisation, group);
    expect(await closedAfter(name, member, atThread(), await prepare(member))).toBe(code);
  });

  it.each<[string, (staff: StaffPerson) => Promise<() => Promise<unknown>>, number]>([
    [
      'a staff position that ended',
      (staff) => Promise.resolve(() => setStaff(staff, 'ended_at = now()')),
      rightsChanged,
    ],
    ['a role that changed', (staff) => Promise.resolve(() => setStaff(staff, `role = 'ORGANISER'`)), rightsChanged],
    [
      'a sign-out of staff',
      (staff) => Promise.resolve(() => ask(kring.url, 'mutation { signOut }', {}, staff)),
      sessionOver,
    ],
    [
      'a staff account that was recovered',
      async (staff) => {
        const recoveryCode = await recoveryCodeOf(staff);
        const { signInName, secret } = staff;
        const input = () => ({
          signInName,
          recoveryCode,
          newPassphrase: 'vijf heel andere woorden hier',
          oneTimeCode: oneTimeCode(secret, Date.now() + 30_000),
        });
        return () => act(kring, { token: '' }, 'recoverAccount', input());
      },
      sessionOver,
    ],
  ])('%s ends the news of the queue within two seconds', async (name, prepare, code) => {
    const moderator = await hire(kring, organisation, 'MODERATOR', `Imke ${randomUUID().slice(0, 6)}`);
    expect(await closedAfter(name, moderator, atQueue(), await prepare(moderator))).toBe(code);
  });
});
