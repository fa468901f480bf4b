import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { VerifyChain } from '@kring/audit';
import { beginFor, system } from '@kring/platform';
import { type RunningKring, startKring } from '@kring/testing';
import { act } from '../access/act';
import { type CanaryWorld, canaryWorld } from '../access/canary-world';

jest.setTimeout(120_000);

interface Entry {
  readonly position: number;
  readonly action: string;
  readonly actor: string;
  readonly subjects: Readonly<Record<string, string>>;
}

describe('the audit chain of an organisation', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let admin: Client;
  let entries: Entry[];

  beforeAll(async () => {
    kring = await startKring();
    world = await canaryWorld(kring);
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
    const found = await admin.query<Entry>(
      'SELECT position::int, action, actor, subjects FROM audit_entries WHERE organisation_id = $1 ORDER BY position',
      [world.organisation.id],
    );
    entries = found.rows;
  });
  afterAll(async () => {
    await admin.end();
    await kring.stop();
  });

  const reading = () => kring.app.get(VerifyChain).run(world.organisation.id);

  /** Does something to the chain that only the owner of the server can, looks, and puts it back. */
  async function tampered(statements: readonly string[]): Promise<number | null> {
    await admin.query(
      'CREATE TABLE kept_entries AS SELECT * FROM audit_entries; CREATE TABLE kept_heads AS SELECT * FROM audit_heads',
    );
    await admin.query('ALTER TABLE audit_entries DISABLE TRIGGER USER');
    try {
      for (const statement of statements)
        await admin.query(statement.replaceAll('$organisation', `'${world.organisation.id}'`));
      return (await reading()).brokenAt;
    } finally {
      await admin.query(`DELETE FROM audit_entries; INSERT INTO audit_entries SELECT * FROM kept_entries;
        DELETE FROM audit_heads; INSERT INTO audit_heads SELECT * FROM kept_heads; DROP TABLE kept_entries, kept_heads`);
      await admin.query('ALTER TABLE audit_entries ENABLE TRIGGER USER');
    }
  }

  it('has an entry for each thing that staff did, by id and without anybody’s words', () => {
    const actions = entries.map((entry) => entry.action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'organisation.founded',
        'staff.invited',
        'staff.joined',
        'group.created',
        'invitation.created',
        'membership.active',
        'membership.requested',
        'membership.refused',
        'review-item.claimed',
        'review-item.released',
        'review-item.resolved',
        'intervention.hide-post',
        'intervention.guide-note',
        'intervention.content-note',
        'intervention.slow-mode',
        'intervention.hold-replies',
        'intervention.pause-thread',
        'intervention.undone',
      ]),
    );
    const words = world.canaries.filter((canary) => !canary.place.startsWith('id of'));
    const text = JSON.stringify(entries);
    expect(words.filter((canary) => text.includes(canary.word)).map((canary) => canary.place)).toEqual([]);
  });

  it('is whole, for every organisation', async () => {
    const verify = kring.app.get(VerifyChain);
    const organisations = await verify.organisations();
    expect(organisations).toHaveLength(2);
    for (const organisation of organisations) {
      expect(await verify.run(organisation)).toEqual({
        organisationId: organisation,
        entries: expect.any(Number) as number,
        brokenAt: null,
      });
    }
    expect((await reading()).entries).toBe(entries.length);
    expect(entries.map((entry) => entry.position)).toEqual(entries.map((_, place) => place + 1));
  });

  it('stays whole when many write to it at once', async () => {
    const before = (await reading()).entries;
    const codes = await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        kring.app
          .get(VerifyChain)
          .run(world.organisation.id)
          .then(() => inviteStaff(kring, world, number)),
      ),
    );
    expect(new Set(codes).size).toBe(12);
    expect(await reading()).toMatchObject({ entries: before + 12, brokenAt: null });
  });

  it.each(['UPDATE audit_entries SET actor = actor', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries'])(
    'refuses "%s" to the service and to the owner of the table',
    async (statement) => {
      for (const url of [kring.database.serviceUrl, kring.database.ownerUrl, kring.database.adminUrl]) {
        const client = new Client({ connectionString: url });
        await client.connect();
        try {
          await client.query(beginFor(system('audit-verify', world.organisation.id)));
          const outcome = await client.query(statement).then(
            (done) => done.rowCount,
            (error: { code?: string }) => error.code,
          );
          // 42501: no right at all; P0001: append-only; no row at all for an owner under forced row-level security.
          expect(['42501', 'P0001', 0]).toContain(outcome);
          await client.query('ROLLBACK');
        } finally {
          await client.end();
        }
      }
      expect((await reading()).brokenAt).toBeNull();
    },
  );

  it('tells at which position an entry was changed', async () => {
    const place = 5;
    const changed = (column: string, value: string): Promise<number | null> =>
      tampered([
        `UPDATE audit_entries SET ${column} = ${value} WHERE organisation_id = $organisation AND position = ${place}`,
      ]);
    expect(await changed('actor', `'somebody else'`)).toBe(place);
    expect(await changed('action', `'nothing.happened'`)).toBe(place);
    expect(await changed('at', `at + interval '1 second'`)).toBe(place);
    expect(await changed('subjects', `subjects || '{"more": "1"}'`)).toBe(place);
    expect(await changed('actor_kind', `CASE actor_kind WHEN 'STAFF' THEN 'SYSTEM' ELSE 'STAFF' END`)).toBe(place);
    expect(await changed('id', 'gen_random_uuid()')).toBe(place);
    expect(await changed('hash', `sha256('x')`)).toBe(place);
    expect(await changed('previous_hash', `sha256('x')`)).toBe(place);
    expect((await reading()).brokenAt).toBeNull();
  });

  it('tells where an entry was taken out: in the middle, at the end, at the beginning, and all of them', async () => {
    const last = (await reading()).entries;
    const without = (which: string): Promise<number | null> =>
      tampered([`DELETE FROM audit_entries WHERE organisation_id = $organisation AND ${which}`]);
    expect(await without('position = 7')).toBe(7);
    expect(await without(`position = ${last}`)).toBe(last);
    expect(await without('position = 1')).toBe(1);
    expect(await without('true')).toBe(1);
    expect((await reading()).brokenAt).toBeNull();
  });

  it('tells of an entry that was put in, and of a head that was moved back', async () => {
    const last = (await reading()).entries;
    const copy = `INSERT INTO audit_entries SELECT organisation_id, ${last + 1}, gen_random_uuid(), at, actor_kind, actor, action, subjects, previous_hash, hash
      FROM audit_entries WHERE organisation_id = $organisation AND position = ${last}`;
    expect(await tampered([copy])).toBe(last + 1);
    expect(
      await tampered([`UPDATE audit_heads SET position = position - 1 WHERE organisation_id = $organisation`]),
    ).toBe(last + 1);
    expect(await tampered([`DELETE FROM audit_heads WHERE organisation_id = $organisation`])).toBe(last + 1);
  });
});

async function inviteStaff(kring: RunningKring, world: CanaryWorld, number: number): Promise<string> {
  const made = await act<{ code: string }>(
    kring,
    world.organisation.organiser,
    'inviteStaff',
    {
      clientKey: randomUUID(),
      organisationId: world.organisation.id,
      role: 'MODERATOR',
      displayName: `Nieuw ${number}`,
    },
    '... on StaffInvitation { code }',
  );
  return made.code;
}
