import { randomUUID } from 'node:crypto';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  mutate,
  type Organisation,
  reply,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { looksWell, openBrowser, openContext } from './browser';

jest.setTimeout(300_000);

const plan = 'We nemen tot morgen even afstand. Daarna praten we samen verder.';
const goodbye = 'Je deelde opnieuw iets van iemand anders. Daarom stopt het hier.';
const answer = 'We hadden eerst met je moeten praten. Dat doen we nu.';

describe('a measure about me, by hand', () => {
  let kring: RunningKring;
  let browser: Browser;
  let organisation: Organisation;
  let group: Group;
  let imke: StaffPerson;
  let joris: StaffPerson;
  let bas: StaffPerson;
  let els: StaffPerson;
  let merel: Member;
  let golf: Member;
  const faults: string[][] = [];

  beforeAll(async () => {
    kring = await startKring();
    organisation = await foundOrganisation(kring, 'Huis Linde');
    imke = await hire(kring, organisation, 'MODERATOR', 'Imke');
    joris = await hire(kring, organisation, 'MODERATOR', 'Joris');
    bas = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    els = await hire(kring, organisation, 'SUPERVISOR', 'Els');
    group = await makeGroup(kring, organisation, 'De Luwte', {
      charter: '- We vertellen over onszelf.\n- We kwetsen niemand.\n- Wat hier staat, blijft hier.',
    });
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    golf = await join(kring, organisation, group, { nickname: 'Kleine Golf' });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  const open = async (person: { readonly token: string }, screen: 'phone' | 'desk'): Promise<Page> => {
    const opened = await openContext(browser, kring.url, screen, { token: person.token });
    faults.push(opened.faults);
    return opened.page;
  };
  const itemOf = async (threadId: string, kind: string): Promise<string> => {
    await kring.settle();
    const [item] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM review_items WHERE thread_id = '${threadId}' AND kind = '${kind}' AND state <> 'RESOLVED'`,
    );
    return item?.id ?? '';
  };
  /** A thread in the queue with a reply of this member. */
  const written = async (who: Member): Promise<string> => {
    const { post } = await tell(kring, golf, group, 'Een dag', 'Vandaag was een goede dag.');
    await reply(kring, who, post.thread.id, 'Ik zeg ook iets.');
    await mutate(kring, golf, 'flag', { clientKey: randomUUID(), threadId: post.thread.id, reason: 'OTHER' });
    return post.thread.id;
  };
  const decides = async (page: Page, item: string, shot: string): Promise<void> => {
    await page.goto(`/moderate?item=${item}`);
    await page.getByRole('button', { name: 'Ik neem dit' }).click();
    await looksWell(page, `${shot}-item-1280`);
    await page.getByRole('button', { name: 'Beslis' }).filter({ visible: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('De beslissing wordt teruggenomen').click();
    await dialog.getByLabel('Waarom?').fill(answer);
    await looksWell(page, `${shot}-decide-1280`);
    await dialog.getByRole('button', { name: 'Bevestig' }).click();
    await page.getByText('Beslist. Het lid en je collega weten het.').first().waitFor();
  };

  it('a time-out is read with its reasons, asked about, looked at by another, and taken back', async () => {
    const threadId = await written(merel);
    const desk = await open(imke, 'desk');
    await desk.goto(`/moderate?item=${await itemOf(threadId, 'THREAD')}`);
    await desk.getByText('Ik zeg ook iets.').waitFor();
    await desk.getByRole('button', { name: /^Time-out/ }).click();
    await desk.getByLabel('Welke afspraak van de groep?').selectOption({ label: 'We kwetsen niemand.' });
    await desk.locator('.steerform textarea').first().fill(plan);
    await desk.getByLabel('Reden', { exact: true }).fill('Rust voor iedereen.');
    await looksWell(desk, 'measure-pause-1280');
    await desk.locator('.steerform button[type=submit]').click();
    await desk.locator('.steerform').waitFor({ state: 'detached' });

    const young = await open(merel, 'phone');
    await young.goto(`/groups/${group.id}`);
    await young.getByText(plan).waitFor();
    await looksWell(young, 'measure-paused-360');
    await young.getByRole('link', { name: 'Waarom, en wat jij kan doen' }).click();
    await young.getByRole('heading', { name: /^Een pauze/ }).waitFor();
    await young.getByText('We kwetsen niemand.').waitFor();
    expect(await young.locator('body').innerText()).not.toContain('Imke');
    await young.getByRole('button', { name: 'Laat iemand anders kijken' }).click();
    await young.getByLabel('Wil je er iets bij zeggen?').fill('Ik bedoelde niets kwaads.');
    await young.getByRole('button', { name: 'Vraag het' }).click();
    await young.getByText('Iemand anders gaat kijken.').waitFor();
    await looksWell(young, 'measure-asked-360');

    const item = await itemOf(threadId, 'APPEAL');
    await desk.goto(`/moderate?item=${item}`);
    await desk.getByText('Voor iemand anders', { exact: true }).waitFor();
    await decides(await open(joris, 'desk'), item, 'measure');
    await young.goto('/me/decisions');
    await young.getByText(answer).waitFor();
    await looksWell(young, 'measure-told-360');
    const wide = await open(merel, 'desk');
    await wide.goto('/me/decisions');
    await wide.getByText(answer).waitFor();
    await looksWell(wide, 'measure-told-1280');
    await wide.goto(`/groups/${group.id}`);
    await wide.getByRole('link', { name: 'Schrijf' }).first().waitFor();
    expect(await wide.getByText(plan).count()).toBe(0);
    expect(faults.flat()).toEqual([]);
  });

  it('somebody who was removed reads why, and another supervisor lets them in again', async () => {
    const rik = await join(kring, organisation, group, { nickname: 'Rode Rik' });
    const threadId = await written(rik);
    const [post] = await rowsOf<{ id: string }>(
      kring.database.adminUrl,
      `SELECT id FROM posts WHERE author_membership_id = '${rik.membershipId}'`,
    );
    await mutate(kring, bas, 'removeMember', { postId: post?.id, reason: 'Opnieuw.', messageToMember: goodbye });
    const young = await open(rik, 'phone');
    await young.goto('/groups');
    await young.getByText(goodbye).waitFor();
    await looksWell(young, 'removed-groups-360');
    await young.getByRole('link', { name: 'Waarom, en wat jij kan doen' }).click();
    await young.getByRole('heading', { name: /^Uit de groep/ }).waitFor();
    await young.getByRole('button', { name: 'Laat iemand anders kijken' }).click();
    await young.getByRole('button', { name: 'Vraag het' }).click();
    await young.getByText('Iemand anders gaat kijken.').waitFor();
    await looksWell(young, 'removed-asked-360');

    const item = await itemOf(threadId, 'APPEAL');
    const moderator = await open(joris, 'desk');
    await moderator.goto(`/moderate?item=${item}`);
    await moderator.getByText('Of iemand uit de groep blijft, beslist een supervisor.').waitFor();
    await looksWell(moderator, 'removed-not-you-1280');
    await decides(await open(els, 'desk'), item, 'removed');
    await young.goto(`/groups/${group.id}`);
    await young.getByRole('heading', { name: 'De Luwte' }).waitFor();
    expect(faults.flat()).toEqual([]);
  });

  it('a group rests at night: its organiser says when, and members are told', async () => {
    const office = await open(organisation.organiser, 'desk');
    await office.goto(`/organise/groups/${group.id}`);
    const form = office.locator('form', { hasText: 'De nacht van de groep' });
    await form.getByText('Ja, elke nacht').click();
    const at = (hours: number): string =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' }).format(
        Date.now() + hours * 3_600_000,
      );
    await form.getByLabel('Vanaf').fill(at(2));
    await form.getByLabel('Tot').fill(at(5));
    await form.getByRole('button').click();
    await form.getByText('Bewaard. Dit geldt van nu af.').waitFor();
    await looksWell(office, 'night-choice-1280');

    const young = await open(golf, 'phone');
    await young.goto(`/groups/${group.id}`);
    await young.getByText('Deze groep rust elke dag').waitFor();
    await looksWell(young, 'night-ahead-360');
    await form.getByLabel('Vanaf').fill(at(-1));
    await form.getByRole('button').click();
    await form.getByText('Bewaard. Dit geldt van nu af.').waitFor();
    await young.reload();
    await young.getByText('De groep rust nu.').waitFor();
    await looksWell(young, 'night-now-360');
    const { id } = (await rowsOf<{ id: string }>(kring.database.adminUrl, `SELECT id FROM threads LIMIT 1`))[0] ?? {
      id: '',
    };
    await young.goto(`/threads/${id}`);
    await young.getByText('Dit gesprek rust even.').first().waitFor();
    await young.getByRole('link', { name: '106' }).first().waitFor();
    await looksWell(young, 'night-thread-360');
    expect(faults.flat()).toEqual([]);
  });
});
