import { VerifyChain } from '@kring/audit';
import { foundOrganisation, hire, join, makeGroup, type Member, type StaffPerson } from '@kring/testing';
import { DatabaseProcess } from './database-process';
import { Dice } from './dice';
import { houseOn, settingsOn } from './house';
import { type Asked, faultsIn } from './kept';
import { Keeper, killAtRandom } from './kills';
import { readKept, waitingEvents } from './read-kept';
import { sentence } from './sentences';
import { freePort, ServiceProcess } from './service-process';
import { Shift } from './shift';
import { until } from './until';
import { Weather, Writer } from './writer';

jest.setTimeout(180_000);

const postCount = 200;
const nicknames = ['Merel', 'Linde', 'Varen', 'Zwaluw', 'Egel', 'Berk', 'Klaver', 'Otter'];

describe('kill -9 of the service and of PostgreSQL while 200 posts are written', () => {
  const dice = Dice.thrown();
  let database: DatabaseProcess;
  let keeper: Keeper;
  let environment: Record<string, string>;

  beforeAll(async () => {
    database = await DatabaseProcess.start();
    environment = settingsOn(database);
    keeper = new Keeper(new ServiceProcess(environment, await freePort()));
    keeper.start();
    await keeper.service.ready();
  });
  afterAll(async () => {
    await keeper?.stop();
    await database?.remove();
  });

  async function drained(): Promise<void> {
    let waiting: string[] = [];
    await until('the outbox is empty', 40_000, async () => {
      waiting = await waitingEvents(database.adminUrl);
      return waiting.length === 0;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${waiting.join('\n')}\n${keeper.service.output}`);
    });
  }

  it('keeps every acknowledged post once, read, and with a moderator called where one is needed', async () => {
    const house = await houseOn(database, environment);
    const organisation = await foundOrganisation(house, 'Huis Linde');
    const moderators: StaffPerson[] = [];
    for (const name of ['Imke', 'Wout']) moderators.push(await hire(house, organisation, 'MODERATOR', name));
    const open = await makeGroup(house, organisation, 'De Luwte');
    const waiting = await makeGroup(house, organisation, 'De Kade', { moderationMode: 'PRE' });
    const groupOf = (place: number) => (place % 4 === 3 ? waiting : open);
    const members: Member[] = [];
    for (const [place, nickname] of nicknames.entries())
      members.push(await join(house, organisation, groupOf(place), { nickname }));
    await house.stop();

    const { url } = keeper.service;
    const weather = new Weather();
    const abort = new AbortController();
    const asked: Asked[] = [];
    const openThreads: string[] = [];
    let number = 0;
    let edits = 0;
    const write = async (member: Member, place: number): Promise<void> => {
      const writer = new Writer(url, member, weather, abort.signal);
      const ownThreads: string[] = [];
      while (number < postCount) {
        const mine = number;
        number += 1;
        const threads = groupOf(place) === open ? openThreads : ownThreads;
        const starts = ownThreads.length === 0 || threads.length === 0 || mine % 5 === 0;
        const to = starts ? { groupId: groupOf(place).id } : { threadId: dice.one(threads) };
        const written = await writer.write(to, sentence(mine), mine % 7 === 0);
        if (starts) {
          ownThreads.push(written.threadId);
          // What a moderator must read first cannot be answered by others yet.
          if (groupOf(place) === open && mine % 6 !== 5) openThreads.push(written.threadId);
        }
        // Nor what others answer already is taken away from them by a change of words.
        const changes = mine % 9 === 0 && !starts;
        if (changes) edits += 1;
        asked.push(changes ? await writer.edit(written.asked, sentence(postCount + mine)) : written.asked);
      }
    };
    const shifts = moderators.map((moderator) => new Shift(url, organisation.id, moderator));
    const begun = Date.now();
    const writing = Promise.all(members.map(write)).catch((error: unknown) => {
      abort.abort(error);
      throw error;
    });
    const working = shifts.map((shift) => shift.work());
    const [rounds] = await Promise.all([killAtRandom(keeper, database, weather, postCount, dice), writing]).finally(
      () => {
        abort.abort();
        for (const shift of shifts) shift.end();
      },
    );
    await Promise.all(working);
    const written = Date.now();
    await drained();
    const drainedAt = Date.now();

    for (const shift of shifts) await shift.handBack();
    expect(await shifts[1]?.takeAll()).toEqual([]);
    await drained();
    const kept = await readKept(database.adminUrl, organisation.id);
    const faults = faultsIn(kept, asked);
    const after = await houseOn(database, environment);
    const chain = await after.app.get(VerifyChain).run(organisation.id);
    await after.stop();

    const count = (rule: string): number => faults.filter((fault) => fault.rule === rule).length;
    const lines = [
      `seed ${dice.seed}; ${rounds.length} rounds`,
      ...rounds.map(
        ({ kind, after, recoveredMs }) =>
          `  ${kind} killed after ${after} posts, ${recoveredMs} ms until a new post was acknowledged`,
      ),
      `acknowledged ${asked.length}, lost ${count('lost')}, doubled ${count('doubled')}, kept though the answer never arrived ${weather.keptUnanswered}, edits ${edits}`,
      `tries that were not acknowledged: ${[...weather.unanswered].map(([code, times]) => `${code} ${times}`).join(', ')}`,
      `service: ${keeper.crashes.length} ends of its own accord, ${keeper.vain} starts without a database`,
      `written in ${written - begun} ms, outbox empty ${drainedAt - written} ms later; ${kept.reviewItems.length} review items, ${chain.entries} audit entries`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);

    expect(faults).toEqual([]);
    expect(asked).toHaveLength(postCount);
    expect(new Set(asked.map(({ postId }) => postId)).size).toBe(postCount);
    expect(chain.brokenAt).toBeNull();
    expect(chain.entries).toBeGreaterThanOrEqual(shifts.reduce((sum, shift) => sum + shift.done, 0));
    expect(keeper.crashes).toEqual([]);

    // The same eyes on a state that is not right see it.
    expect(faultsIn({ ...kept, posts: kept.posts.slice(1) }, asked)).toContainEqual(
      expect.objectContaining({ rule: 'lost' }),
    );
    expect(faultsIn({ ...kept, reviewItems: kept.reviewItems.slice(1) }, asked)).toContainEqual(
      expect.objectContaining({ rule: 'nobody was called' }),
    );
    expect(await keeper.stop()).toBe(0);
  });
});
