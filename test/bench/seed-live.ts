import { Client } from 'pg';
import { idOf } from './askings';
import { seededFrom, seedFunctions, tokenOf } from './seed';
import { groupsPerOrganisation, groupsIn, organisationsIn, type Size } from './sizes';

/** One large group with many screens open, in an organisation of its own. */
export interface LiveGroup {
  readonly organisationId: string;
  readonly moderator: string;
  /** Session tokens. */
  readonly members: readonly string[];
  readonly threadIds: readonly string[];
}

const moderatorName = 'live-moderator';
const memberName = (member: number): string => `live-member-${member}`;

/** Adds the group to a seeded database, or finds it there. Runs as the superuser. */
export async function seedLive(adminUrl: string, size: Size, members: number, threads: number): Promise<LiveGroup> {
  const organisation = organisationsIn(size) + 1;
  const group = groupsIn(size) + groupsPerOrganisation;
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; ${seedFunctions}`);
    const place = `pg_temp.org(${organisation})`;
    const at = `timestamptz '${seededFrom}'`;
    const hours = JSON.stringify({ timeZone: 'Europe/Brussels', days: Array(7).fill({ from: 0, to: 1440 }) });
    const session = (kind: number, account: number, names: string, from: string): string => `
      INSERT INTO sessions (id, account_id, token_hash, created_at, last_used_at, expires_at)
      SELECT pg_temp.bid(${kind}, n), pg_temp.bid(${account}, n), sha256(convert_to(${names}, 'UTF8')), ${at}, now(), now() + interval '30 days'
      FROM ${from} ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, last_used_at = excluded.last_used_at;`;
    const all = `generate_series(0, ${members - 1}) n`;
    await client.query(`
      INSERT INTO organisations (organisation_id, name, staffed_hours, created_at) VALUES (${place}, 'Organisatie met schermen', '${hours}', ${at})
        ON CONFLICT DO NOTHING;
      INSERT INTO staff (organisation_id, id, role, display_name, created_at) VALUES (${place}, pg_temp.staff_id(${organisation}, 1), 'MODERATOR', 'Karim', ${at})
        ON CONFLICT DO NOTHING;
      INSERT INTO groups (organisation_id, id, name, description, moderation_mode, created_by, created_at)
        VALUES (${place}, pg_temp.grp(${group}), 'Grote kring', 'Met veel schermen.', 'POST', pg_temp.staff_id(${organisation}, 1), ${at}) ON CONFLICT DO NOTHING;
      INSERT INTO charters (organisation_id, group_id, version, text, created_at) VALUES (${place}, pg_temp.grp(${group}), 1, 'We zijn mild.', ${at})
        ON CONFLICT DO NOTHING;
      INSERT INTO memberships (organisation_id, id, group_id, nickname, nickname_key, avatar, state, charter_version, since, entered)
        SELECT ${place}, pg_temp.bid(20, n), pg_temp.grp(${group}), 'Ster ' || n, 'ster ' || n, 'vogel:blauw', 'ACTIVE', 1, ${at}, true FROM ${all} ON CONFLICT DO NOTHING;
      INSERT INTO accounts (id, sign_in_name, sign_in_key, passphrase_hash, needs_one_time_code, created_at)
        SELECT pg_temp.bid(21, n), 'scherm ' || n, 'scherm ' || n, 'none', false, ${at} FROM ${all}
        UNION ALL SELECT pg_temp.bid(22, 0), 'moderator met scherm', 'moderator met scherm', 'none', true, ${at} ON CONFLICT DO NOTHING;
      INSERT INTO rights (account_id, organisation_id, subject_id, kind, group_id, state)
        SELECT pg_temp.bid(21, n), ${place}, pg_temp.bid(20, n), 'MEMBER', pg_temp.grp(${group}), 'ACTIVE' FROM ${all} ON CONFLICT DO NOTHING;
      INSERT INTO rights (account_id, organisation_id, subject_id, kind, role, state)
        VALUES (pg_temp.bid(22, 0), ${place}, pg_temp.staff_id(${organisation}, 1), 'STAFF', 'MODERATOR', 'ACTIVE') ON CONFLICT DO NOTHING;
      ${session(23, 21, `'${tokenOf('live-member-')}' || n`, all)}
      ${session(24, 22, `'${tokenOf(moderatorName)}'`, '(SELECT 0 AS n) x')}
      INSERT INTO threads (organisation_id, id, group_id, title, opener_post_id, opener_membership_id, visible, created_at)
        SELECT ${place}, pg_temp.bid(25, t), pg_temp.grp(${group}), 'Wat mij helpt', pg_temp.bid(26, t), pg_temp.bid(20, 0), true, ${at}
        FROM generate_series(0, ${threads - 1}) t ON CONFLICT DO NOTHING;
      INSERT INTO posts (organisation_id, id, thread_id, group_id, kind, author_membership_id, text, revision, state, content_notes, created_at)
        SELECT ${place}, pg_temp.bid(26, t), pg_temp.bid(25, t), pg_temp.grp(${group}), 'STORY', pg_temp.bid(20, 0), 'Wandelen helpt.', 1, 'VISIBLE', '{}', ${at}
        FROM generate_series(0, ${threads - 1}) t ON CONFLICT DO NOTHING;
      ANALYZE`);
  } finally {
    await client.end();
  }
  return {
    organisationId: idOf(1, organisation),
    moderator: tokenOf(moderatorName),
    members: Array.from({ length: members }, (_, member) => tokenOf(memberName(member))),
    threadIds: Array.from({ length: threads }, (_, thread) => idOf(25, thread)),
  };
}
