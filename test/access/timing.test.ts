import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Client } from 'pg';
import { ask, type RunningKring, startKring } from '@kring/testing';
import { apart, apartTwice, tryBoth } from './apart';
import { type CanaryWorld, canaryWorld } from './canary-world';
import { type Operation, operationsOf, variablesFor } from './operations';

jest.setTimeout(240_000);

const tries = 200;

describe('how long an answer takes', () => {
  let kring: RunningKring;
  let world: CanaryWorld;
  let admin: Client;
  let operations: Operation[];
  const measured: string[] = [];

  beforeAll(async () => {
    kring = await startKring();
    world = await canaryWorld(kring);
    operations = operationsOf(kring.app.get(GraphQLSchemaHost).schema);
    admin = new Client({ connectionString: kring.database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await kring.stop();
    process.stdout.write(
      `Not yours against not there, ${tries} tries each, median difference in ms:\n${measured.join('\n')}\n`,
    );
  });

  /** Asks about something that is there and about nothing, taking turns. */
  async function expectSame(name: string, ask_: (isThere: boolean) => Promise<unknown>): Promise<void> {
    for (const isThere of [true, false, true, false]) await ask_(isThere);
    const both = () =>
      tryBoth(
        tries,
        () => ask_(true),
        () => ask_(false),
        () => admin.query('DELETE FROM tries'),
      );
    const found = await apartTwice(both);
    measured.push(`  ${name.padEnd(52)} ${found.shift.toFixed(3).padStart(7)} (noise ${found.noise.toFixed(3)})`);
    expect([name, found.isTold, found.isTold ? found : null]).toEqual([name, false, null]);
  }

  /** One operation with one id in all its places. */
  function asking(field: string, token: string): (id: string) => Promise<unknown> {
    const operation = operations.find((one) => one.field === field && one.part === '*');
    if (!operation) throw new Error(`there is no ${field}`);
    const { schema } = kring.app.get(GraphQLSchemaHost);
    return (id) => {
      const variables = variablesFor(schema, operation, (name, type) => {
        if (name === 'clientKey') return randomUUID();
        return type === 'ID' ? id : name === 'code' ? id : undefined;
      });
      return ask(kring.url, operation.document, variables, token ? { token } : {});
    };
  }

  it.each<[string, string, () => string, () => string]>([
    ['a thread of another organisation', 'thread', () => world.elsewhere.member.token, () => world.ids.thread],
    ['a held story of somebody in the group', 'thread', () => world.peer.token, () => world.ids.heldThread],
    ['a group of another organisation', 'group', () => world.elsewhere.member.token, () => world.ids.group],
    ['another group of the organisation', 'group', () => world.ofOtherGroup.token, () => world.ids.group],
    ['a review item elsewhere', 'reviewItem', () => world.elsewhere.moderator.token, () => world.ids.reviewItem],
    ['an answer to a held story', 'reply', () => world.peer.token, () => world.ids.heldThread],
    ['editing a held post', 'editPost', () => world.peer.token, () => world.ids.heldPost],
    ['deleting a held post', 'deletePost', () => world.peer.token, () => world.ids.heldPost],
    [
      'deleting an answer to a story that waits',
      'deletePost',
      () => world.paused.token,
      () => world.ids.withdrawnReply,
    ],
    ['flagging an answer to a story that waits', 'flag', () => world.paused.token, () => world.ids.withdrawnReply],
    ['a reaction to a hidden post', 'react', () => world.peer.token, () => world.ids.hiddenPost],
    ['hiding a post elsewhere', 'hidePost', () => world.elsewhere.moderator.token, () => world.ids.post],
    [
      'claiming an item elsewhere',
      'claimReviewItem',
      () => world.elsewhere.moderator.token,
      () => world.ids.reviewItem,
    ],
  ])('does not tell %s from nothing: %s', async (name, field, token, id) => {
    const about = asking(field, token());
    await expectSame(`${field}: ${name}`, (isThere) => about(isThere ? id() : randomUUID()));
  });

  it.each<[string, () => string]>([
    ['invitation', () => world.spentCodes.group[0] ?? ''],
    ['invitation', () => world.spentCodes.group[1] ?? ''],
    ['joinGroup', () => world.spentCodes.group[0] ?? ''],
    ['staffInvitation', () => world.spentCodes.staff[0] ?? ''],
    ['acceptStaffInvitation', () => world.spentCodes.staff[0] ?? ''],
  ])('does not tell a code that is over from none: %s', async (field, code) => {
    const about = asking(field, '');
    await expectSame(`${field}: a code that is over`, (isThere) => about(isThere ? code() : 'AAAA-BBBB-CCCC-DDDD'));
  });

  it('would be found: a service that looks a little longer at what is there', async () => {
    const about = asking('thread', world.elsewhere.member.token);
    const pairs = await tryBoth(
      tries,
      async () => {
        await about(world.ids.thread);
        await admin.query('SELECT pg_sleep(0.003)');
      },
      () => about(randomUUID()),
      () => Promise.resolve(),
    );
    expect(apart(pairs)).toMatchObject({ isTold: true });
  });
});
