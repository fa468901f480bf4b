import {
  foundOrganisation,
  hire,
  join,
  makeGroup,
  type Member,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser } from 'playwright-core';
import { looksWell, openBrowser, openContext } from './browser';

jest.setTimeout(300_000);

describe('an aside, by hand', () => {
  let kring: RunningKring;
  let browser: Browser;
  let moderator: StaffPerson;
  let supervisor: StaffPerson;
  let merel: Member;
  let item = '';

  beforeAll(async () => {
    kring = await startKring();
    const organisation = await foundOrganisation(kring, 'Huis Linde');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    const group = await makeGroup(kring, organisation, 'De Luwte');
    merel = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    await tell(kring, merel, group, 'Wie slaapt er nog?', 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.');
    await kring.settle();
    const rows = await rowsOf<{ id: string }>(kring.database.adminUrl, 'SELECT id FROM review_items');
    item = rows[0]?.id ?? '';
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  it('is opened at the desk, answered on a phone, and looked into by a supervisor', async () => {
    const deskSide = await openContext(browser, kring.url, 'desk', { token: moderator.token });
    const phoneSide = await openContext(browser, kring.url, 'phone', { token: merel.token });
    const leadSide = await openContext(browser, kring.url, 'desk', { token: supervisor.token });
    const [desk, phone, lead] = [deskSide.page, phoneSide.page, leadSide.page];
    await phone.goto('/groups');
    await phone.getByRole('heading', { name: 'Mijn groepen' }).or(phone.getByText('De Luwte')).first().waitFor();

    await desk.goto(`/moderate?item=${item}`);
    await desk
      .getByRole('button', { name: /Vroege Merel/ })
      .first()
      .click();
    await desk.getByRole('menuitem', { name: 'Praat apart met dit lid' }).click();
    await desk.getByText('De groep ziet niets.').waitFor();
    await desk.getByRole('button', { name: 'Ik wil weten hoe het nu gaat.' }).click();
    await desk
      .getByLabel('Je eerste bericht aan Vroege Merel')
      .fill('Dag. Ik las wat je schreef. Ik schrijf je morgen opnieuw.');
    await desk.getByLabel('Verwijs naar een hulplijn').selectOption('awel');
    await looksWell(desk, 'aside-open-1280');
    await desk.getByRole('button', { name: 'Verstuur' }).click();
    await desk.getByRole('heading', { name: 'Apart met Vroege Merel' }).waitFor();

    // The member hears of it by itself, quietly, and answers.
    await phone.getByRole('link', { name: 'Iemand van het team schreef je iets' }).waitFor();
    await looksWell(phone, 'aside-notice-360');
    expect(await phone.locator('body').innerText()).not.toContain('Ik las wat je schreef');
    await phone.getByRole('link', { name: 'Iemand van het team schreef je iets' }).click();
    await phone.getByText('Ik las wat je schreef.').waitFor();
    await phone.getByRole('link', { name: /102/ }).first().waitFor();
    const box = phone.getByLabel('Schrijf aan Imke');
    await box.fill('Dank je dat je het vraagt.');
    await phone.getByText(/^Bewaard op dit toestel om/).waitFor();
    await phone.reload();
    await box.waitFor();
    expect(await box.inputValue()).toBe('Dank je dat je het vraagt.');
    await phone.getByRole('button', { name: 'Verstuur' }).click();
    await phone.getByRole('article', { name: /^Jij,/ }).waitFor();
    expect(await box.inputValue()).toBe('');
    await looksWell(phone, 'aside-talk-360');

    // The moderator reads it by itself, and marks what was promised.
    await desk.getByText('Dank je dat je het vraagt.').waitFor();
    await desk.getByRole('button', { name: 'Merk als belofte' }).first().click();
    await desk.getByLabel('De zin').fill('Ik schrijf je morgen opnieuw.');
    await looksWell(desk, 'aside-promise-1280');
    await desk.getByRole('button', { name: 'Bewaar de belofte' }).click();
    await desk.getByLabel('De zin').waitFor({ state: 'detached' });
    await looksWell(desk, 'aside-talk-1280');

    // A supervisor sees that it is; the words come with a look, and the look is on record.
    const looks = async (): Promise<number> =>
      (await rowsOf(kring.database.adminUrl, `SELECT id FROM audit_entries WHERE action = 'aside.looked-into'`)).length;
    await lead.goto('/moderate/asides');
    await lead.getByText('Ik schrijf je morgen opnieuw.').waitFor();
    await looksWell(lead, 'asides-1280');
    await lead.getByRole('link', { name: 'Imke met Vroege Merel' }).click();
    await lead.getByRole('button', { name: 'Kijk mee, en noteer dat' }).waitFor();
    expect(await lead.locator('body').innerText()).not.toContain('Dank je dat je het vraagt');
    expect(await looks()).toBe(0);
    await looksWell(lead, 'aside-look-1280');
    await lead.getByRole('button', { name: 'Kijk mee, en noteer dat' }).click();
    await lead.getByText('Dank je dat je het vraagt.').waitFor();
    expect(await looks()).toBe(1);

    // A crisis: help at once for the member, and the desk of everybody knows of whom it is.
    await box.fill('Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.');
    await phone.getByRole('button', { name: 'Verstuur' }).click();
    await phone.getByText('Je bericht is aangekomen').waitFor();
    await looksWell(phone, 'aside-help-360');
    await lead.goto(`/moderate?item=${item}`);
    await lead.getByText('Vroege Merel heeft nu iemand nodig').waitFor();
    await looksWell(lead, 'aside-alarm-1280');
    await lead.getByRole('button', { name: 'Ik ben ermee bezig' }).click();
    await lead.getByText('Vroege Merel heeft nu iemand nodig').waitFor({ state: 'detached' });

    // The member ends it.
    await phone.goto('/groups');
    await phone.getByRole('link', { name: 'Apart met Imke' }).click();
    await phone.getByRole('button', { name: 'Rond dit gesprek af' }).click();
    await phone.getByRole('button', { name: 'Ja, rond af' }).click();
    await phone.getByText(/Jij rondde dit gesprek af/).waitFor();
    await desk.getByText(/Vroege Merel rondde dit gesprek af/).waitFor();
    await desk.setViewportSize({ width: 360, height: 780 });
    await desk.goto('/moderate/asides');
    await desk.getByText('Jouw gesprekken').waitFor();
    await looksWell(desk, 'asides-360');
    expect([...deskSide.faults, ...phoneSide.faults, ...leadSide.faults]).toEqual([]);
  });
});
