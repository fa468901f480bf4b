import { Client } from 'pg';
import type { Asking, SceneName } from './scenes';
import { memberOf, moderatorOf, passphrase, tokenOf } from './seed';
import { groupsIn, groupsPerOrganisation, membersPerGroup, organisationsIn, type Size } from './sizes';
import { replyWords } from './words';

const atMost = 2000;

interface Place {
  readonly id: string;
  readonly groupId: string;
  readonly isFree: boolean;
}

/** The number that the seed gave a group, out of its id. */
const numberOf = (id: string): number => Number.parseInt(id.replace(/-/g, '').slice(-15), 16);

/** Who asks for what: two thousand threads from all over, each read and answered by somebody of its group. */
export async function askingsFor(
  adminUrl: string,
  size: Size,
): Promise<Readonly<Record<SceneName, readonly Asking[]>>> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Slow mode and holding make a reply wait, which is another story than writing one.
    const { rows: threads } = await client.query<Place>(
      `SELECT id, group_id AS "groupId", slow_mode_minutes IS NULL AND NOT hold_replies AS "isFree" FROM threads
       WHERE organisation_id < $1 ORDER BY md5(id::text) LIMIT ${atMost}`,
      [queueOrganisation(size)],
    );
    const slot = (place: number): number => (place * 7) % membersPerGroup;
    const reader = (groupId: string, place: number): string => tokenOf(memberOf(numberOf(groupId), slot(place)));
    const groups = [...new Set(threads.map((thread) => thread.groupId))];
    const queue = (order: string) => ({ organisationId: queueOrganisation(size), order });
    return {
      'thread page': threads.map(({ id, groupId }, place) => ({ token: reader(groupId, place), variables: { id } })),
      'thread list': groups.map((id, place) => ({ token: reader(id, place), variables: { id } })),
      reply: threads
        .filter((thread) => thread.isFree)
        .map(({ id, groupId }, place) => ({
          token: reader(groupId, place),
          variables: { input: { threadId: id, text: replyWords } },
        })),
      'sign-in': threads.map(({ groupId }, place) => ({
        token: null,
        variables: { input: { signInName: `lid ${numberOf(groupId)} ${slot(place)}`, passphrase } },
      })),
      'queue page': [{ token: tokenOf(moderatorOf(organisationsIn(size))), variables: queue('GRAVEST') }],
      'untouched page': [{ token: tokenOf(moderatorOf(organisationsIn(size))), variables: queue('UNTOUCHED') }],
    };
  } finally {
    await client.end();
  }
}

/** The organisation with the long queue comes after the others; its id is made as the seed makes it. */
export function queueOrganisation(size: Size): string {
  return idOf(1, groupsIn(size) / groupsPerOrganisation);
}

/** The seed's ids, for what does not depend on a moment. */
export function idOf(kind: number, number: number): string {
  const at = Date.parse('2024-10-01T00:00:00Z').toString(16).padStart(12, '0');
  const digits = `${at}7${kind.toString(16).padStart(3, '0')}8${number.toString(16).padStart(15, '0')}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
