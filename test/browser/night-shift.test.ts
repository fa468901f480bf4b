import { CallForCrisis } from '@kring/moderation';
import {
  foundOrganisation,
  type Group,
  hire,
  join,
  makeGroup,
  type Member,
  movingClock,
  type Organisation,
  rowsOf,
  type RunningKring,
  type StaffPerson,
  startKring,
  tell,
} from '@kring/testing';
import type { Browser, Page } from 'playwright-core';
import { looksWell, openBrowser, openContext, type Screen } from './browser';

jest.setTimeout(300_000);

describe('a night at the desk', () => {
  const clock = movingClock();
  let kring: RunningKring;
  let browser: Browser;
  let organisation: Organisation;
  let group: Group;
  let moderator: StaffPerson;
  let next: StaffPerson;
  let supervisor: StaffPerson;
  let member: Member;
  const faults: string[][] = [];

  beforeAll(async () => {
    kring = await startKring({}, clock);
    organisation = await foundOrganisation(kring, 'Huis Linde');
    group = await makeGroup(kring, organisation, 'De Luwte');
    moderator = await hire(kring, organisation, 'MODERATOR', 'Imke');
    next = await hire(kring, organisation, 'MODERATOR', 'Joris');
    supervisor = await hire(kring, organisation, 'SUPERVISOR', 'Bas');
    member = await join(kring, organisation, group, { nickname: 'Vroege Merel' });
    // No hours but those of whoever is there.
    await rowsOf(
      kring.database.adminUrl,
      `UPDATE organisations SET staffed_hours = jsonb_build_object('timeZone', 'Europe/Brussels', 'days', '[null,null,null,null,null,null,null]'::jsonb)`,
    );
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await kring?.stop();
  });

  const as = async (person: { readonly token: string }, screen: Screen): Promise<Page> => {
    const opened = await openContext(browser, kring.url, screen, { token: person.token });
    faults.push(opened.faults);
    return opened.page;
  };

  it.each(['desk', 'phone'] as const)('goes from its start to the hand-over, on a %s', async (screen) => {
    // Who works when is planned; who is on call is set.
    const lead = await as(supervisor, screen);
    await lead.goto('/moderate/rota');
    await lead.getByRole('checkbox', { name: 'Imke' }).check();
    for (const day of ['vrijdag', 'zaterdag']) await lead.getByRole('button', { name: day, exact: true }).click();
    await lead.getByLabel('Van', { exact: true }).fill('22:00');
    await lead.getByLabel('Tot', { exact: true }).fill('06:00');
    await lead.getByText('Deze dienst eindigt de dag erna.').waitFor();
    await lead.getByRole('button', { name: 'Zet op het rooster' }).click();
    await lead.getByText('vrijdag en zaterdag, van 22:00 tot 06:00 de dag erna').first().waitFor();
    await lead.getByLabel('Wie', { exact: true }).selectOption({ label: 'Joris' });
    await lead.getByRole('button', { name: 'Bewaren' }).click();
    await lead.getByText('Bewaard.').first().waitFor();
    await looksWell(lead, `night-rota-${screen}`);
    await lead
      .getByRole('button', { name: /^Haal weg/ })
      .first()
      .click();
    await lead.getByText('Er staat nog niets op het rooster.').waitFor();

    // Before somebody writes, they are told that nobody is there; then somebody is.
    const young = await as(member, screen);
    await young.goto(`/groups/${group.id}`);
    await young.getByText('Er is nu geen moderator.').waitFor();
    const desk = await as(moderator, screen);
    await desk.goto('/moderate');
    await desk.getByRole('button', { name: 'Begin je dienst' }).click();
    await desk.getByText('Je hebt dienst sinds').waitFor();
    await young.reload();
    await young.getByText('leest mee').or(young.getByText('lezen mee')).first().waitFor();

    // An item is taken, and a promise written on it.
    const title = `Wie is er nog (${screen})`;
    await tell(kring, member, group, title, 'Het wordt toch nooit meer beter. Ik zie geen uitweg meer.');
    await kring.settle();
    await desk
      .getByRole('link', { name: new RegExp(title.replace(/[()]/g, '\\$&')) })
      .first()
      .click();
    await desk.getByRole('button', { name: 'Ik neem dit' }).filter({ visible: true }).first().click();
    await desk.getByText('Jij leest dit').waitFor();
    await desk.getByRole('button', { name: 'Schrijf een notitie' }).click();
    await desk.getByLabel('Notitie', { exact: true }).fill('Morgen om tien kijk ik weer.');
    await desk.getByText('Dit is een belofte aan iemand').click();
    await looksWell(desk, `night-note-${screen}`);
    await desk.getByRole('dialog').getByRole('button', { name: 'Bewaar' }).click();
    await desk.getByText('Morgen om tien kijk ik weer.').first().waitFor();
    // The news of the note may come before the answer that closes the dialog; what lies behind it is not there for axe.
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });
    await looksWell(desk, `night-item-${screen}`);

    // At the end the hand-over is there, and is signed.
    if (screen === 'phone') await desk.getByRole('button', { name: 'Wachtrij' }).click();
    await looksWell(desk, `night-desk-${screen}`);
    await desk.getByRole('link', { name: 'Sluit je dienst af' }).click();
    await desk.getByText('In handen bij het einde (1)').first().waitFor();
    await desk.getByText('Morgen om tien kijk ik weer.').first().waitFor();
    await desk.getByLabel('Wat moet de volgende nog weten?').fill('Een stille nacht.');
    await looksWell(desk, `night-sign-${screen}`);
    await desk.getByRole('button', { name: 'Teken af en sluit je dienst' }).click();
    await desk.getByText('Afgetekend.').waitFor();

    // The next one begins, reads and confirms.
    const morning = await as(next, screen);
    await morning.goto('/moderate');
    await morning.getByRole('button', { name: 'Begin je dienst' }).click();
    await morning
      .getByRole('link', { name: /overdracht/ })
      .filter({ visible: true })
      .first()
      .click();
    await morning.getByText('Een stille nacht.').first().waitFor();
    await morning.getByText('Morgen om tien kijk ik weer.').filter({ visible: true }).first().waitFor();
    await looksWell(morning, `night-read-${screen}`);
    await morning.getByRole('button', { name: 'Ik las het' }).first().click();
    await morning.getByText('Gelezen door Joris.').first().waitFor();
    await morning.getByRole('button', { name: 'Teken af en sluit je dienst' }).click();
    await morning.getByText('Afgetekend.').waitFor();
    for (const page of [lead, young, desk, morning]) await page.context().close();
    expect(faults.flat()).toEqual([]);
  });

  it.each(['desk', 'phone'] as const)('calls somebody for a crisis that nobody takes, on a %s', async (screen) => {
    const lead = await as(supervisor, screen);
    await lead.goto('/moderate/rota');
    await lead.getByRole('heading', { name: 'Rooster', exact: true }).waitFor();
    const onCall = await as(next, screen);
    await onCall.goto('/moderate/admissions');
    await onCall.getByRole('heading').first().waitFor();
    const title = `Vannacht (${screen})`;
    await tell(kring, member, group, title, 'Ik ga er vannacht een einde aan maken, ik heb alles klaargelegd.');
    await kring.settle();
    clock.forward(3);
    await kring.app.get(CallForCrisis).all();
    await lead.getByText('Een crisis wacht op iemand.').waitFor();
    await lead.waitForFunction(() => globalThis.document.title.startsWith('●'));
    await looksWell(lead, `night-call-${screen}`);
    expect(await onCall.getByText('Een crisis wacht op iemand.').count()).toBe(0);
    clock.forward(3);
    await kring.app.get(CallForCrisis).all();
    await onCall.getByText('Een crisis wacht op iemand.').waitFor();

    // Whoever goes there takes it, and the call is over for both.
    await onCall.getByRole('link', { name: 'Ga erheen' }).click();
    await onCall.getByText(/Bij de supervisor sinds/).waitFor();
    await onCall.getByText(/Bij wie oproepbaar is sinds .*Joris/).waitFor();
    await looksWell(onCall, `night-called-item-${screen}`);
    await onCall.getByRole('button', { name: 'Ik neem dit' }).filter({ visible: true }).first().click();
    await onCall.getByText('Jij leest dit').waitFor();
    for (const page of [lead, onCall]) {
      await page.getByText('Een crisis wacht op iemand.').waitFor({ state: 'detached' });
      await page.waitForFunction(() => !globalThis.document.title.startsWith('●'));
    }
    await onCall.getByText(/Eerder: Bij de supervisor/).waitFor();
    for (const page of [lead, onCall]) await page.context().close();
    expect(faults.flat()).toEqual([]);
  });
});
