import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  reply,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser } from 'playwright-core';
import { looksWell, openBrowser, openContext } from './browser';

jest.setTimeout(180_000);

describe('a thread that is split in two', () => {
  let kring: RunningKring;
  let browser: Browser;
  let moderator: StaffPerson;
  let group: Group;
  let merel: Member;
  let thread = '';
  let item = '';
  const faults: string[][] = [];

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    group = await makeGroup(kring, organisation, 'De Luwte');
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    const golf = await join(kring, organisation, group, { nickname: 'Kleine Golf' });
    const told = await tell(kring, merel, group, 'Wie slaapt er nog?', 'Drie uur geslapen. Hoe doen jullie dat?');
    thread = told.post.thread.id;
    await reply(kring, golf, thread, 'Bij mij helpt een boek.');
    await reply(kring, golf, thread, 'Op school word ik uitgelachen. Het wordt nooit meer beter.');
    await reply(kring, merel, thread, 'Wat rot dat ze dat doen.');
    await kring.settle();
    const [open] = await rowsOf<{ id: string }>(kring.database.adminUrl, 'SELECT id FROM review_items');
    item = open?.id ?? '';
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it.each(['desk', 'phone'] as const)('on a %s: replies become a thread of their own, and go back', async (screen) => {
    const deskSide = await openContext(browser, kring.url, screen, { token: moderator.token });
    const phoneSide = await openContext(browser, kring.url, 'phone', { token: merel.token });
    faults.push(deskSide.faults, phoneSide.faults);
    const [desk, phone] = [deskSide.page, phoneSide.page];
    await phone.goto(`/threads/${thread}`);
    await phone.getByText('Wat rot dat ze dat doen.').waitFor();

    await desk.goto(`/moderate?item=${item}`);
    await desk.getByRole('heading', { name: 'Wie slaapt er nog?' }).filter({ visible: true }).waitFor();
    if (screen === 'phone') await desk.getByRole('button', { name: 'Sturen' }).click();
    await desk.locator('#act-MOVE_POSTS').click();

    // Sent with nothing chosen, it says what is missing and keeps what was written.
    await desk.getByLabel('Titel van het nieuwe gesprek').fill('Uitgelachen op school');
    await desk.getByRole('button', { name: 'Zet ze apart' }).click();
    await desk.getByRole('checkbox', { name: /uitgelachen/ }).waitFor();
    expect(await desk.getByText('De antwoorden zijn nu een eigen gesprek.').count()).toBe(0);
    expect(await desk.getByLabel('Titel van het nieuwe gesprek').inputValue()).toBe('Uitgelachen op school');
    await desk.getByRole('checkbox', { name: /uitgelachen/ }).check();
    await desk.getByRole('checkbox', { name: /Wat rot/ }).check();
    await desk.getByText(/gaat verder in .*Uitgelachen op school/).waitFor();
    await desk.getByLabel('Reden').fill('Er lopen twee gesprekken door elkaar.');
    await looksWell(desk, `split-form-${screen}`);
    await desk.getByRole('button', { name: 'Zet ze apart' }).click();
    await desk.getByText('De antwoorden zijn nu een eigen gesprek.').waitFor();

    // A member who reads along sees it happen, and finds the way there and back.
    await phone.getByText('Wat rot dat ze dat doen.').waitFor({ state: 'detached' });
    await phone.getByText('Bij mij helpt een boek.').waitFor();
    await looksWell(phone, 'split-rest-360');
    await phone.getByRole('link', { name: 'Uitgelachen op school' }).click();
    await phone.getByText('Wat rot dat ze dat doen.').waitFor();
    await looksWell(phone, 'split-new-360');
    await phone.getByRole('link', { name: 'Wie slaapt er nog?' }).click();
    await phone.getByText('Bij mij helpt een boek.').waitFor();

    await desk.getByRole('button', { name: /^Ongedaan maken/ }).click();
    await desk.getByText('Teruggenomen.').waitFor();
    await phone.getByText('Wat rot dat ze dat doen.').waitFor();
    await phone.goto(`/groups/${group.id}`);
    await phone.getByText('Wie slaapt er nog?').waitFor();
    expect(await phone.getByText('Uitgelachen op school').count()).toBe(0);
    await deskSide.context.close();
    await phoneSide.context.close();
    expect(faults.flat()).toEqual([]);
  });
});
