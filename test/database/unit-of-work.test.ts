import { randomUUID } from 'node:crypto';
import { ok, problem, fail, type Result, type Problem } from '@kring/kernel';
import {
  type AccountActor,
  type Actor,
  beginFor,
  newId,
  once,
  type Outcome,
  poolOf,
  system,
  type Transaction,
  UnitOfWork,
  visitor,
} from '@kring/platform';
import { rowsOf, testDatabase, type TestDatabase } from '@kring/testing';
import type { DataSource } from 'typeorm';
import { openServiceDataSource } from '../../libs/platform/src/database/data-source';

const pool = { KRING_POOL_WAITING: 100, KRING_STATEMENT_SECONDS: 10 };

const organisationId = newId();

function account(overrides: Partial<AccountActor> = {}): AccountActor {
  return {
    kind: 'account',
    accountId: newId(),
    sessionId: newId(),
    groups: [],
    staff: [{ organisationId, staffId: newId(), role: 'ORGANISER' }],
    isSteward: false,
    ...overrides,
  };
}

describe('a unit of work', () => {
  let database: TestDatabase;
  let source: DataSource;
  let work: UnitOfWork;

  beforeAll(async () => {
    database = await testDatabase();
    source = await openServiceDataSource(database.serviceUrl, { ...pool, KRING_POOL_SIZE: 4 });
    work = new UnitOfWork(source);
    await work.as(system('found-organisation', organisationId), (transaction) =>
      transaction.run(
        `INSERT INTO organisations (organisation_id, name, staffed_hours, created_at) VALUES ($1, 'Huis', '{}', now())`,
        [organisationId],
      ),
    );
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const rename = (transaction: Transaction, name: string): Promise<number> =>
    transaction.run(`UPDATE organisations SET name = $2 WHERE organisation_id = $1`, [organisationId, name]);
  const name = async (): Promise<string | undefined> =>
    (
      await rowsOf<{ name: string }>(database.adminUrl, `SELECT name FROM organisations WHERE organisation_id = $1`, [
        organisationId,
      ])
    )[0]?.name;

  it('keeps what was done when it returns, and tells those who wait only then', async () => {
    const told: (string | undefined)[] = [];
    const answer = await work.as(account(), async (transaction) => {
      transaction.afterCommit(() => told.push('committed'));
      await rename(transaction, 'Huis Een');
      told.push(await name());
      return 'done';
    });
    expect(answer).toBe('done');
    expect(told).toEqual(['Huis', 'committed']);
    expect(await name()).toBe('Huis Een');
  });

  it('leaves nothing when it throws, and tells nobody', async () => {
    const told: string[] = [];
    const failing = work.as(account(), async (transaction) => {
      transaction.afterCommit(() => told.push('committed'));
      await rename(transaction, 'Niet dit');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(told).toEqual([]);
    expect(await name()).toBe('Huis Een');
  });

  it('leaves nothing when it gives up with an answer', async () => {
    const told: string[] = [];
    const answer = await work.as(account(), async (transaction): Promise<string> => {
      transaction.afterCommit(() => told.push('committed'));
      await rename(transaction, 'Ook niet dit');
      return UnitOfWork.rollBack('refused');
    });
    expect(answer).toBe('refused');
    expect(told).toEqual([]);
    expect(await name()).toBe('Huis Een');
  });

  it('does not say that all is well when a statement failed and somebody swallowed the error', async () => {
    const told: string[] = [];
    const swallowing = work.as(account(), async (transaction) => {
      transaction.afterCommit(() => told.push('committed'));
      await rename(transaction, 'Half werk');
      await transaction.run('SELECT 1 / 0').catch(() => undefined);
      return 'done';
    });
    await expect(swallowing).rejects.toThrow('could not be committed');
    expect(told).toEqual([]);
    expect(await name()).toBe('Huis Een');
  });

  it('says why the first of several statements failed, though a later one is heard first', async () => {
    const tried = work.as(system('dispatch', organisationId), async (transaction) => {
      const first = transaction.run(`DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$`);
      first.catch(() => undefined);
      await transaction.rows(`SELECT 1`);
    });
    await expect(tried).rejects.toMatchObject({ code: '53100' });
  });

  it('leaves no setting behind for whoever gets the connection next', async () => {
    const all = `SELECT name, setting FROM (VALUES ('kring.account'), ('kring.organisations'), ('kring.groups'), ('kring.writable_groups'),
      ('kring.lobby'), ('kring.memberships'), ('kring.staff'), ('kring.reads'), ('kring.staff_ids'),
      ('kring.supervises'), ('kring.organises'), ('kring.leads'), ('kring.system'), ('kring.why')) s (name),
      LATERAL current_setting(name, true) setting WHERE coalesce(setting, '') <> ''`;
    const group = { organisationId, groupId: newId(), membershipId: newId(), state: 'ACTIVE' as const };
    const actors: Actor[] = [account({ groups: [group] }), system('dispatch', organisationId)];
    for (const actor of actors) {
      const inside = await work.as(actor, (transaction) => transaction.rows(`${all} AND setting <> '{}'`));
      expect(inside.length).toBeGreaterThan(1);
      await work.as(actor, () => Promise.reject(new Error('on purpose'))).catch(() => undefined);
    }
    const pool = poolOf(source);
    const clients = await Promise.all(Array.from({ length: 4 }, () => pool.connect()));
    try {
      for (const client of clients) expect((await client.query(all)).rows).toEqual([]);
    } finally {
      for (const client of clients) client.release();
    }
  });

  it('gives a visitor nothing, and each actor what is theirs, side by side on few connections', async () => {
    const see = (actor: Actor): Promise<number> =>
      work.as(
        actor,
        async (transaction) =>
          (await transaction.rows(`SELECT FROM organisations WHERE organisation_id IS NOT NULL`)).length,
      );
    const elsewhere = account({ staff: [{ organisationId: newId(), staffId: newId(), role: 'SUPERVISOR' }] });
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, turn) => see([visitor, account(), elsewhere][turn % 3] ?? visitor)),
    );
    expect(seen).toEqual(Array.from({ length: 60 }, (_, turn) => (turn % 3 === 1 ? 1 : 0)));
  });

  it.each([
    "x'; DROP TABLE posts; --",
    '',
    '*',
    '00000000-0000-0000-0000-00000000000',
    '{}',
    `${newId()}}'; SET ROLE none; --`,
  ])('says nothing to the database that is no uuid: %p', async (dangerous) => {
    const group = { organisationId, groupId: dangerous, membershipId: newId(), state: 'ACTIVE' as const };
    expect(() => beginFor(account({ accountId: dangerous }))).toThrow(/uuids only/);
    expect(() => beginFor(account({ groups: [group] }))).toThrow(/uuids only/);
    expect(() =>
      beginFor(account({ staff: [{ organisationId: dangerous, staffId: newId(), role: 'MODERATOR' }] })),
    ).toThrow(/uuids only/);
    if (dangerous) expect(() => beginFor(system('dispatch', dangerous))).toThrow(/uuids only/);
    await expect(work.as(account({ accountId: dangerous }), () => Promise.resolve('in'))).rejects.toThrow(/uuids only/);
  });

  it('takes no reason of a system that is more than a slug', () => {
    expect(() => beginFor(system(`dispatch'; SET kring.system = '`, organisationId))).toThrow(/short slug/);
    expect(beginFor(system('dispatch', null))).toContain(`SET LOCAL kring.why = 'dispatch'`);
  });

  it('gives its connection back whatever happens', async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      await work.as(account(), () => Promise.reject(new Error('on purpose'))).catch(() => undefined);
      await work.as(account({ accountId: 'no uuid' }), () => Promise.resolve(1)).catch(() => undefined);
    }
    expect(await work.as(account(), () => Promise.resolve('still here'))).toBe('still here');
    expect(poolOf(source).idleCount).toBe(poolOf(source).totalCount);
  });

  describe('with a client key', () => {
    const actor = account();
    let made = 0;

    function invite(
      clientKey: string,
      input: string,
      how: Partial<{ slow: boolean; refuse: Problem; as: AccountActor }> = {},
    ): Promise<Result<Outcome, Problem>> {
      const by = how.as ?? actor;
      return work.as(by, (transaction) =>
        once(transaction, { organisationId, who: by.accountId, operation: 'test', clientKey, input }, async () => {
          if (how.slow) await transaction.run('SELECT pg_sleep(0.2)');
          if (how.refuse) return fail(how.refuse);
          made += 1;
          return ok({ id: newId() });
        }),
      );
    }

    beforeEach(() => {
      made = 0;
    });

    it('happens once and answers the same, sent again or ten times at the same moment', async () => {
      const clientKey = randomUUID();
      const answers = await Promise.all(Array.from({ length: 4 }, () => invite(clientKey, 'a', { slow: true })));
      answers.push(await invite(clientKey, 'a'), await invite(clientKey.toUpperCase(), 'a'));
      expect(made).toBe(1);
      expect(answers[0]).toMatchObject({ ok: true, value: { id: expect.any(String) as string } });
      expect(answers).toEqual(answers.map(() => answers[0]));
    });

    it('happens once from two processes with connections of their own', async () => {
      const second = await openServiceDataSource(database.serviceUrl, { ...pool, KRING_POOL_SIZE: 2 });
      try {
        const clientKey = randomUUID();
        const key = { organisationId, who: actor.accountId, operation: 'test', clientKey, input: 'two' };
        const there = new UnitOfWork(second).as(actor, (transaction) =>
          once(transaction, key, async () => {
            await transaction.run('SELECT pg_sleep(0.2)');
            made += 1;
            return ok({ id: newId() });
          }),
        );
        const [one, other] = await Promise.all([there, invite(clientKey, 'two', { slow: true })]);
        expect(made).toBe(1);
        expect(one).toEqual(other);
      } finally {
        await second.destroy();
      }
    });

    it('refuses the same key for something else, and what is no key', async () => {
      const clientKey = randomUUID();
      await invite(clientKey, 'a');
      expect(await invite(clientKey, 'b')).toMatchObject({
        ok: false,
        problem: { code: 'INVALID_INPUT', field: 'clientKey' },
      });
      expect(await invite('anything', 'a')).toMatchObject({
        ok: false,
        problem: { code: 'INVALID_INPUT', field: 'clientKey' },
      });
      expect(made).toBe(1);
    });

    it('does not remember a refusal, so that a cured mistake can be sent again', async () => {
      const clientKey = randomUUID();
      expect(await invite(clientKey, 'a', { refuse: problem('STALE') })).toMatchObject({ ok: false });
      expect(await invite(clientKey, 'b')).toMatchObject({ ok: true });
      expect(made).toBe(1);
    });

    it('belongs to one person: the same key of somebody else is another one', async () => {
      const clientKey = randomUUID();
      const [mine, theirs] = [await invite(clientKey, 'a'), await invite(clientKey, 'a', { as: account() })];
      expect(made).toBe(2);
      expect(mine).not.toEqual(theirs);
    });
  });
});
