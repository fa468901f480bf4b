import { Client } from 'pg';
import { ask, type RunningKring } from '@kring/testing';
import { type Audience, mayMeet } from './canaries';
import { type CanaryWorld, signInAgain } from './canary-world';

/** Somebody who looks around in a canary world, with whatever session they have. */
export interface Reader {
  readonly name: string;
  /** Empty for somebody who is not signed in. */
  readonly token: string;
  /** What they may come across. */
  readonly may: readonly Audience[];
}

/** Every role and every relation to the group that there is. */
export async function readersOf(kring: RunningKring, world: CanaryWorld): Promise<Reader[]> {
  const { elsewhere, organisation } = world;
  const reader = (name: string, token: string, ...may: Audience[]): Reader => ({ name, token, may });
  return [
    reader('somebody signed out', ''),
    reader('somebody with a made-up token', 'x'.repeat(43)),
    reader('a session that ran out', await expiredToken(kring, world)),
    reader('a session that was ended a second ago', await endedToken(kring, world)),
    reader('a member of another group', world.ofOtherGroup.token, 'organisation', 'otherMembers'),
    reader('a member of another organisation', elsewhere.member.token, 'elsewhere'),
    reader('a moderator of another organisation', elsewhere.moderator.token, 'elsewhere'),
    reader('a supervisor of another organisation', elsewhere.supervisor.token, 'elsewhere'),
    reader('an organiser of another organisation', elsewhere.organisation.organiser.token, 'elsewhere'),
    reader('somebody who waits before the group', world.requested.token, 'waiting', 'requested', 'organisation'),
    reader('somebody who left', world.left.token),
    reader('somebody who was removed', world.removed.token, 'removed'),
    reader('a steward', world.steward.token),
    reader('a moderator whose position ended', world.formerModerator.token),
    reader('the organiser', organisation.organiser.token, 'organiser', 'staff', 'organisation'),
    reader('somebody paused', world.paused.token, 'paused', 'members'),
    reader('somebody in two groups', world.inBoth.token, 'inBoth', 'members', 'otherMembers'),
    reader('the author', world.author.token, 'author', 'members'),
    reader('a peer', world.peer.token, 'flagger', 'members'),
    reader('a member in an aside', world.apart.talker.token, 'talker', 'members'),
    reader('a moderator', world.moderator.token, 'moderators', 'staff', 'asker'),
    reader('a moderator in an aside', world.apart.els.token, 'moderators', 'staff', 'aside'),
    reader('a supervisor', world.supervisor.token, 'moderators', 'staff', 'supervisors'),
  ];
}

async function expiredToken(kring: RunningKring, world: CanaryWorld): Promise<string> {
  const { token } = await signInAgain(kring, world.peer);
  const admin = new Client({ connectionString: kring.database.adminUrl });
  await admin.connect();
  await admin.query(
    `UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = (SELECT id FROM sessions ORDER BY created_at DESC, id DESC LIMIT 1)`,
  );
  await admin.end();
  return token;
}

async function endedToken(kring: RunningKring, world: CanaryWorld): Promise<string> {
  const { token } = await signInAgain(kring, world.peer);
  await ask(kring.url, 'mutation { signOut }', {}, { token });
  return token;
}

/** How a reader asks. */
export const asReader = (reader: Reader) => (reader.token ? { token: reader.token } : {});

/** The places whose words a reader came across though they are not for them. */
export function leaksIn(world: CanaryWorld, text: string, reader: Reader): { place: string; word: string }[] {
  return world.canaries.filter(
    (canary) => canary.word !== reader.token && text.includes(canary.word) && !mayMeet(canary, reader.may),
  );
}
